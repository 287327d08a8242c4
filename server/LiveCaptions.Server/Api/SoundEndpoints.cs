using LiveCaptions.Server.Access;
using LiveCaptions.Server.Refusals;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Sessions.Sound;
using LiveCaptions.Server.Storage.Recordings;
using LiveCaptions.Server.Web;
using LiveCaptions.Speech;

namespace LiveCaptions.Server.Api;

/// <summary>
/// A session's sound, to hear while its captions are read and corrected. For who has a key: that anybody may read along with a public
/// session gives nobody its recording, and words that are redacted are hidden in captions alone, so there it takes leave to edit.
/// </summary>
internal static class SoundEndpoints
{
    private const string Wav = "audio/wav";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/sessions/{id}/audio", HearAsync).RequireScope(KeyScope.View).WithMetadata(BrowserPasses.Place)
            .WithSummary("The session's recording as WAV, with ranges; not by a session's being public, and where words are redacted only "
                + "for who may edit");
        api.MapGet("/sessions/{id}/audio/peaks", DrawAsync).RequireScope(KeyScope.View)
            .WithSummary("How loud the recording is, to draw it: the loudest of each of count stretches between two times (from, to)");
    }

    private static Task<IResult> HearAsync(
        HttpContext context, string id, SessionDirectory directory, IRecordingStore recordings) =>
        WithSoundAsync(context, id, directory, recordings, async sound =>
        {
            if (context.IsHead())
            {
                (context.Response.ContentType, context.Response.ContentLength) = (Wav, sound.Length);
                context.Response.Headers.AcceptRanges = "bytes";
                await sound.DisposeAsync();
                return Results.Empty;
            }

            return Results.Stream(sound, Wav, enableRangeProcessing: true); // Which disposes of it.
        });

    private static Task<IResult> DrawAsync(
        HttpContext context, string id, SessionDirectory directory, IRecordingStore recordings, SoundPeaks peaks,
        double? from = null, double? to = null, int count = 1_000) => WithSoundAsync(context, id, directory, recordings, async sound =>
        {
            await using (sound)
            {
                var first = SampleOf(from ?? 0, sound.Samples);
                var end = SampleOf(to ?? double.MaxValue, sound.Samples);
                return count is >= 1 and <= SoundPeaks.Most && first < end
                    ? TypedResults.Ok(new PeaksView(
                        AudioFormat.ToSeconds(first), AudioFormat.ToSeconds(end),
                        await peaks.ReadAsync(sound, first, end, count, context.RequestAborted)))
                    : Problems.Of(400, "peaks_invalid", $"count goes from 1 to {SoundPeaks.Most}, and from lies before to.");
            }
        });

    private static async Task<IResult> WithSoundAsync(
        HttpContext context, string id, SessionDirectory directory, IRecordingStore recordings, Func<SessionSound, Task<IResult>> use)
    {
        if (await directory.FindAsync(id) is not { } session)
        {
            return Problems.NoSession(id);
        }

        var needed = SessionSettings.FromJson(session.Settings).Formatting?.Redacts == true ? KeyScope.Edit : KeyScope.View;
        if (!CallerPrincipal.Of(context.User).May(needed, id))
        {
            return Problems.Of(403, "scope_missing", needed == KeyScope.Edit
                ? "Words of this session are redacted, which its sound is not: hearing it needs leave to edit the session."
                : "The session is public to be read, not to be heard: its sound needs a key, or a token of the session.");
        }

        return SessionSound.Open(recordings, session.Tracks) is { } sound
            ? await use(sound)
            : Problems.Of(404, "recording_not_there", session.RecordingDeletedAt is null
                ? $"Session '{id}' has no recording."
                : $"The recording of session '{id}' was deleted, as recordings are after some days.");
    }

    private static long SampleOf(double seconds, long end) => (long)Math.Clamp(seconds * AudioFormat.SampleRate, 0, end);
}
