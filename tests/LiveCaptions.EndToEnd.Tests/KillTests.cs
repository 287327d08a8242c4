using System.Net.WebSockets;
using LiveCaptions.EndToEnd.Host;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>What is left of a session when its server is killed.</summary>
public sealed class KillTests
{
    private const int WordCount = 18;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Killed_in_mid_speech_and_restarted_every_word_is_there_once()
    {
        using var giveUp = new CancellationTokenSource(Patience);
        using var data = new TempFolder();
        var samples = Tones.Speak(WordCount);
        string id;
        Uri ingest;
        IReadOnlyList<FinalCue> before;

        using (var doomed = await ServerProcess.StartAsync(data, giveUp.Token))
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

        using var restarted = await ServerProcess.StartAsync(data, giveUp.Token);
        using (var speaker = new WebSocketSpeaker())
        {
            await speaker.SpeakAsync(new UriBuilder(ingest) { Port = new Uri(restarted.Api.Address).Port }.Uri, samples, giveUp.Token);
            await speaker.CloseAsync(giveUp.Token);
        }

        var after = await restarted.Api.GetFinalsAsync(id);
        Assert.Equal("finished", await restarted.Api.GetStateAsync(id));
        Assert.NotEmpty(before);
        Assert.Equal(before, after.Take(before.Count));
        Assert.Equal(Tones.Words(WordCount), FinalCue.WordsOf(after));
        Assert.Equal(after.Select(cue => cue.Seq).Distinct().Order(), after.Select(cue => cue.Seq));
    }
}
