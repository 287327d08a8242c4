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
        HttpContext context, string id, SessionDirectory directory, CaptionLanguages languages,
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
        var query = QueryOf(context, offset, window, language: "");
        return Text(
            HlsPlaylist.Master(await languages.OwnAsync(session), await languages.TranslationsAsync(session), address, query),
            PlaylistType);
    }

    private static async Task<IResult> MediaAsync(
        HttpContext context, string id, SessionDirectory directory, HlsLength length, CaptionLanguages languages,
        AccessControl access, double offset = 0, int? window = null, string? language = null)
    {
        if (await directory.ViewAsync(id) is not { } session)
        {
            return Problems.NoSession(id);
        }

        if (FindFault(offset, window) is { } fault)
        {
            return fault;
        }

        var (track, missing) = await FindAsync(session, language, languages);
        if (track is null)
        {
            return missing!;
        }

        await AllowAsync(context, session, access);
        var end = await length.CountAsync(session, track);
        var first = window is { } seconds ? Math.Max(0, end - (int)Math.Ceiling((double)seconds / HlsTimeline.SegmentSeconds)) : 0;
        return Text(
            HlsPlaylist.Media(
                first, end, session.State.IsOver(), window is not null, session.StartedAt, QueryOf(context, offset, window: null, track)),
            PlaylistType);
    }

    private static async Task<IResult> SegmentAsync(
        HttpContext context, string id, int index, SessionDirectory directory, HlsLength length,
        HlsCues cues, CaptionLanguages languages, AccessControl access, double offset = 0, string? language = null)
    {
        if (await directory.ViewAsync(id) is not { } session)
        {
            return Problems.NoSession(id);
        }

        if (FindFault(offset, window: null) is { } fault)
        {
            return fault;
        }

        var (track, missing) = await FindAsync(session, language, languages);
        if (track is null)
        {
            return missing!;
        }

        if (!await length.HasAsync(index, session, track))
        {
            return Problems.Of(404, "segment_not_found", $"Session '{id}' has no segment {index} yet.");
        }

        await AllowAsync(context, session, access);
        using var segment = new MemoryStream();
        var from = index * (double)HlsTimeline.SegmentSeconds;
        HlsSegment.Write(
            index, await cues.ReadBetweenAsync(id, track, from - HlsTimeline.MinDuration, from + HlsTimeline.SegmentSeconds),
            offset, segment);

        // People correct captions, so not for long.
        context.Response.Headers.CacheControl = "private, max-age=5";
        return TypedResults.Bytes(segment.ToArray(), "text/vtt; charset=utf-8");
    }

    /// <returns>The tag of a translation, or empty; or why there is none.</returns>
    private static async Task<(string? Track, IResult? Missing)> FindAsync(SessionView session, string? asked, CaptionLanguages languages)
    {
        if (asked is not { Length: > 0 })
        {
            return (FinalRow.AsSaid, null);
        }

        var (language, fault) = await languages.FindAsync(session, asked);
        return (language, language is null ? Problems.Of(404, "language_not_there", fault!) : null);
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
    private static string QueryOf(HttpContext context, double offset, int? window, string language)
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

        if (language.Length > 0)
        {
            pairs.Add($"language={language}");
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
