using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Cloud;
using LiveCaptions.Speech.Recognition.Cloud.Deepgram;
using LiveCaptions.Speech.Tests.Fakes;

namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

/// <summary>What a provider says while nobody takes it, as when storage is out.</summary>
public sealed class CloudOutboxTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Sound_waits_while_nobody_takes_the_transcripts_and_goes_on_without_a_loss()
    {
        await using var cloud = new FakeDeepgram();
        await using var recognizer = new DeepgramEngineFactory(cloud.Access(), new DeepgramSettings { Pace = 0 })
            .Load(new EngineOrder("deepgram", "", TimeProvider.System)).Recognizer;
        var (track, words) = Utterances(6 * CloudOutbox.MostBeforeSending);
        await using var stream = recognizer.CreateStream(new RecognizerStreamOptions { Interims = false });
        var feeding = CloudRun.FeedAsync(stream, track);
        await WaitUntilAsync(() => stream.Transcripts.Count >= CloudOutbox.MostBeforeSending);
        for (var waits = 0; waits < 100 && !feeding.IsCompleted; waits++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
        }

        Assert.False(feeding.IsCompleted);
        var heard = new List<Transcript>();
        var reading = ReadAsync(stream, heard);
        await feeding.WaitAsync(Patience);
        await stream.FinishAsync(CancellationToken.None);
        await reading;
        Assert.Equal(words, CloudTracks.WordsOf(heard));
    }

    [Fact]
    public async Task Provider_that_says_more_than_it_was_sent_ends_the_stream()
    {
        var outbox = new CloudOutbox();
        for (var i = 0; i <= CloudOutbox.Most; i++)
        {
            outbox.Give(new Transcript { Utterance = i, IsFinal = true, Words = [], StableWords = 0, Language = "en", AudioEnd = i });
        }

        await outbox.WaitForRoomAsync(CancellationToken.None).AsTask().WaitAsync(Patience);
        var taken = 0;
        var fault = await Assert.ThrowsAsync<EngineFaultException>(async () =>
        {
            await foreach (var transcript in outbox.ReadAllAsync())
            {
                taken++;
            }
        });
        Assert.Equal((EngineFaultKind.Transient, CloudOutbox.Most), (fault.Kind, taken));
    }

    private static (SpeechTrack Track, IReadOnlyList<string> Words) Utterances(int count)
    {
        var words = Enumerable.Range(0, count).Select(i => (i % 98) + 1).ToList();
        var track = Bursts.Track([.. words.SelectMany(word => new[] { Bursts.Say(word), Bursts.Silence(0.7) })]);
        return (track, [.. words.Select(w => $"w{w}")]);
    }

    private static async Task ReadAsync(IRecognizerStream stream, List<Transcript> heard)
    {
        await foreach (var transcript in stream.Transcripts.ReadAllAsync())
        {
            heard.Add(transcript);
        }
    }

    private static async Task WaitUntilAsync(Func<bool> isSo)
    {
        for (var steps = 0; !isSo(); steps++)
        {
            Assert.True(steps < 5_000, "it should have come to that by now");
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
        }
    }
}
