using System.Net.WebSockets;
using LiveCaptions.EndToEnd.Host;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>What is left of a session when its server is killed.</summary>
public sealed class KillTests
{
    private const int WordCount = 18;
    private static readonly string[] Sentences =
    [
        "The weather is fine today.",
        "Seven children are playing in the garden.",
        "Please open the window before the meeting begins.",
        "The train to the city leaves at noon.",
    ];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Killed_in_mid_speech_and_restarted_every_word_is_there_once()
    {
        var finals = await SpeakThroughKillAsync("tones", Tones.Speak(WordCount));

        Assert.Equal(Tones.Words(WordCount), FinalCue.WordsOf(finals));
    }

    [Fact]
    public async Task Killed_in_mid_speech_and_restarted_real_speech_is_transcribed_to_its_end_and_nothing_twice()
    {
        var finals = await SpeakThroughKillAsync("speech", await SpokenText.SayAsync(Sentences));

        var (spoken, written) = (SpokenText.WordsOf(string.Join(' ', Sentences)),
            SpokenText.WordsOf(string.Join(' ', finals.Select(cue => cue.Text))));
        Assert.True(SpokenText.Errors(spoken, written) <= spoken.Count / 10, $"Captions: {string.Join(' ', written)}");
    }

    /// <returns>All finals at the end; those that were there before the kill are still as they were.</returns>
    private static async Task<IReadOnlyList<FinalCue>> SpeakThroughKillAsync(string engine, short[] samples)
    {
        using var giveUp = new CancellationTokenSource(Patience);
        using var data = new TempFolder();
        string id;
        Uri ingest;
        IReadOnlyList<FinalCue> before;
        using (var doomed = await ServerProcess.StartAsync(data, engine, giveUp.Token))
        {
            (id, ingest) = await doomed.Api.CreateSessionAsync();
            using var speaker = new WebSocketSpeaker();
            var speaking = speaker.SpeakAsync(ingest, samples, giveUp.Token);
            await doomed.Api.WaitForFinalAsync(id, giveUp.Token);
            before = await doomed.Api.GetFinalsAsync(id);
            Assert.False(speaking.IsCompleted, "It was to be killed in mid-speech.");
            await doomed.KillAsync();
            await Assert.ThrowsAsync<WebSocketException>(() => speaking);
        }

        using var restarted = await ServerProcess.StartAsync(data, engine, giveUp.Token);
        using (var speaker = new WebSocketSpeaker())
        {
            await speaker.SpeakAsync(new UriBuilder(ingest) { Port = new Uri(restarted.Api.Address).Port }.Uri, samples, giveUp.Token);
            await speaker.CloseAsync(giveUp.Token);
        }

        var after = await restarted.Api.GetFinalsAsync(id);
        Assert.Equal("finished", await restarted.Api.GetStateAsync(id));
        Assert.NotEmpty(before);
        Assert.Equal(before, after.Take(before.Count));
        Assert.Equal(after.Select(cue => cue.Seq).Distinct().Order(), after.Select(cue => cue.Seq));
        return after;
    }
}
