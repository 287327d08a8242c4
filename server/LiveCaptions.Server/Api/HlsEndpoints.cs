using System.Text;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Live.Hls;
using LiveCaptions.Server.Refusals;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Api;

/// <summary><c>/api/sessions/{id}/hls</c>: the finals as a WebVTT rendition of an HLS stream (RFC 8216).</summary>
internal static class HlsEndpoints
{
    private const string PlaylistType = "application/vnd.apple.mpegurl";
    private const double MaxOffset = 100_000;

    /// <summary>Seconds: no cue is shown longer, two lines are said sooner.</summary>
    private const double CueReach = 60;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/sessions/{id}/hls/master.m3u8", MasterAsync).RequireScope(KeyScope.View)
            .WithSummary("HLS: the captions beside a video (video=URL of its playlist)");
        api.MapGet("/sessions/{id}/hls/captions.m3u8", MediaAsync).RequireScope(KeyScope.View)
            .WithSummary("HLS: the captions' playlist; whole, or the last window seconds");
        api.MapGet("/sessions/{id}/hls/segment{index:int}.vtt", SegmentAsync)
            .RequireScope(KeyScope.View).WithSummary("HLS: a segment of captions");
    }

    private static async Task<IResult> MasterAsync(
        HttpContext context, string id, SessionDirectory directory, FinalStore finals,
        AccessControl access, string? video = null, double offset = 0, int? window = null)
    {
        if (await directory.ViewAsync(id) is not { } session)
        {
            return Problems.NoSession(id);
        }

        Uri? address = null;
        if (video is not null && !(Uri.TryCreate(video, UriKind.Absolute, out address) && address.Scheme is "http" or "https"))
        {
            return Problems.Of(400, "video_invalid", "video is the full address of the video's playlist: https://…/video.m3u8.");
        }

        if (FindFault(offset, window) is { } fault)
        {
            return fault;
        }

        await AllowAsync(context, session, access);
        var language = session.Language ?? (await finals.ReadAsync(id, after: 0, limit: 1)).FirstOrDefault()?.Language;
        return Text(
            HlsPlaylist.Master(
                language is "und" || !LanguageTag.IsOne(language) ? null : language, address, QueryOf(context, offset, window)),
            PlaylistType);
    }

    private static async Task<IResult> MediaAsync(
        HttpContext context, string id, SessionDirectory directory, LiveSessions live, FinalStore finals,
        HlsProgress progress, AccessControl access, double offset = 0, int? window = null)
    {
        if (await directory.ViewAsync(id) is not { } session)
        {
            return Problems.NoSession(id);
        }

        if (FindFault(offset, window) is { } fault)
        {
            return fault;
        }

        await AllowAsync(context, session, access);
        var end = await CountAsync(session, live, finals, progress);
        var first = window is { } seconds ? Math.Max(0, end - (int)Math.Ceiling((double)seconds / HlsTimeline.SegmentSeconds)) : 0;
        return Text(
            HlsPlaylist.Media(
                first, end, session.State.IsOver(), window is not null, session.StartedAt, QueryOf(context, offset, window: null)),
            PlaylistType);
    }

    private static async Task<IResult> SegmentAsync(
        HttpContext context, string id, int index, SessionDirectory directory, LiveSessions live,
        FinalStore finals, HlsProgress progress, AccessControl access, double offset = 0)
    {
        if (await directory.ViewAsync(id) is not { } session)
        {
            return Problems.NoSession(id);
        }

        if (FindFault(offset, window: null) is { } fault)
        {
            return fault;
        }

        if (!IsKnown(index, session, live, progress) && index >= await CountAsync(session, live, finals, progress))
        {
            return Problems.Of(404, "segment_not_found", $"Session '{id}' has no segment {index} yet.");
        }

        await AllowAsync(context, session, access);
        using var segment = new MemoryStream();
        var from = index * (double)HlsTimeline.SegmentSeconds;
        HlsSegment.Write(
            index, await finals.ReadBetweenAsync(id, from - HlsTimeline.MinDuration, from + HlsTimeline.SegmentSeconds, CueReach),
            offset, segment);

        // People correct captions, so not for long.
        context.Response.Headers.CacheControl = "private, max-age=5";
        return TypedResults.Bytes(segment.ToArray(), "text/vtt; charset=utf-8");
    }

    /// <summary>Whether there is such a segment, as far as that is known without the finals.</summary>
    private static bool IsKnown(int index, SessionView session, LiveSessions live, HlsProgress progress) => index < (session.State.IsOver()
        ? HlsTimeline.SegmentsOf(session.Duration, lastEnd: 0)
        : live.Find(session.Id) is { } shown ? progress.Of(shown) : 0);

    private static async Task<int> CountAsync(SessionView session, LiveSessions sessions, FinalStore finals, HlsProgress progress)
    {
        var last = await finals.LastTimesAsync(session.Id);
        if (session.State.IsOver())
        {
            return HlsTimeline.SegmentsOf(session.Duration, last is { } times ? HlsTimeline.EndOf(times.Start, times.End) : 0);
        }

        var live = sessions.Find(session.Id);
        var settled = HlsTimeline.SettledUntil(session.Duration, session.Lag ?? 0, live?.OpenCues ?? [], last?.Start ?? 0);
        var segments = HlsTimeline.SegmentsUntil(settled);
        return live is null ? segments : progress.Raise(live, segments);
    }

    private static IResult? FindFault(double offset, int? window)
    {
        if (!(Math.Abs(offset) <= MaxOffset))
        {
            return Problems.Of(400, "offset_invalid", "offset is in seconds: where on the video's clock the session begins.");
        }

        return window is < HlsTimeline.SegmentSeconds
            ? Problems.Of(400, "window_invalid", $"window is at least {HlsTimeline.SegmentSeconds} seconds.")
            : null;
    }

    /// <summary>What the addresses inside of a playlist need: players do not hand a query on.</summary>
    private static string QueryOf(HttpContext context, double offset, int? window)
    {
        var pairs = new List<string>();
        if (context.Request.Query["access_token"].ToString() is { Length: > 0 } key)
        {
            pairs.Add($"access_token={Uri.EscapeDataString(key)}");
        }

        if (offset != 0)
        {
            pairs.Add($"offset={HlsSegment.Write(offset)}");
        }

        if (window is { } seconds)
        {
            pairs.Add($"window={seconds}");
        }

        return pairs.Count == 0 ? "" : "?" + string.Join('&', pairs);
    }

    private static Task AllowAsync(HttpContext context, SessionView session, AccessControl access)
    {
        context.Response.Headers.CacheControl = "no-cache";
        return access.AllowForeignPagesAsync(context, session.Id, session.Public);
    }

    private static IResult Text(string text, string type) => TypedResults.Bytes(Encoding.UTF8.GetBytes(text), type);
}
