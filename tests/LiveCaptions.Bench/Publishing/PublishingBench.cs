using System.Net.Http.Json;
using System.Text.Json;
using LiveCaptions.Clients;

namespace LiveCaptions.Bench.Publishing;

/// <summary>
/// A session for each voice, sent as fast as it is taken; then its second pass, and the same audio by the way of <c>transcribe</c>.
/// </summary>
public sealed class PublishingBench(BenchServer server, TimeProvider time)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    /// <param name="gap">Seconds of silence between a voice's clips.</param>
    /// <param name="together">
    /// Seconds of one session instead, in which all clips come one after the other, again and again; 0 makes one of each voice.
    /// </param>
    public async Task<PublishingFigures> RunAsync(
        IReadOnlyList<BenchClip> clips, double gap, double together, CancellationToken cancellationToken)
    {
        var voices = together > 0
            ? [("all", Again(clips, gap, together))]
            : clips.GroupBy(clip => clip.Voice, StringComparer.Ordinal).Select(voice => (voice.Key, voice.ToList()));
        var sessions = new List<PublishedSession>();
        foreach (var (voice, said) in voices)
        {
            sessions.Add(await PublishAsync(voice, await Programme.JoinAsync(said, gap, cancellationToken), cancellationToken));
        }

        return PublishingFigures.Of(sessions);
    }

    private static List<BenchClip> Again(IReadOnlyList<BenchClip> clips, double gap, double seconds)
    {
        var said = new List<BenchClip>();
        for (var length = 0.0; length < seconds; length += said[^1].Duration + gap)
        {
            said.Add(clips[said.Count % clips.Count]);
        }

        return said;
    }

    private async Task<PublishedSession> PublishAsync(string voice, Programme programme, CancellationToken cancellationToken)
    {
        var session = await server.MakeSessionAsync(cancellationToken);
        using (var publisher = await PacedPublisher.ConnectAsync(session, time, cancellationToken)
            ?? throw new InvalidOperationException("The server is full."))
        {
            await publisher.SpeakAsync(programme.Samples, cancellationToken, paced: false);
            await publisher.UntilClosedAsync();
        }

        var use = new CpuUse(time);
        while ((await ReadAsync($"api/sessions/{session.Id}", cancellationToken)).GetProperty("publishing").GetString() is not ("done"
            or "off"))
        {
            await Task.Delay(Poll, time, cancellationToken);
        }

        var (cpu, elapsed) = (use.CpuSeconds, use.Elapsed);
        var transcribed = await UnhurriedRun.BestWordsAsync(server.Engine, programme, cancellationToken);
        var live = await TextAsync(session.Id, "live", cancellationToken);
        var publishing = await TextAsync(session.Id, "publishing", cancellationToken);
        return new PublishedSession(
            voice,
            programme.Duration,
            elapsed,
            cpu,
            WordErrorRate.Between(programme.Text, live),
            WordErrorRate.Between(programme.Text, publishing),
            WordErrorRate.Between(programme.Text, string.Join(' ', transcribed)));
    }

    private async Task<string> TextAsync(string id, string version, CancellationToken cancellationToken)
    {
        var document = await ReadAsync($"api/sessions/{id}/captions.json?version={version}", cancellationToken);
        return string.Join(' ', document.GetProperty("cues").EnumerateArray().Select(cue => cue.GetProperty("text").GetString()));
    }

    private Task<JsonElement> ReadAsync(string path, CancellationToken cancellationToken) =>
        server.Http.GetFromJsonAsync<JsonElement>(path, cancellationToken);
}
