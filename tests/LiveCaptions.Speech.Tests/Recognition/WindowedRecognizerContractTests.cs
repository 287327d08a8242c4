using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Tests.Fakes;

namespace LiveCaptions.Speech.Tests.Recognition;

public sealed class WindowedRecognizerContractTests : RecognizerContractTests, IAsyncDisposable
{
    private readonly IRecognizer _recognizer = Bursts.Recognizer();

    protected override int Hearings => 20;

    [Theory]
    [InlineData(true, false, 1)]
    [InlineData(false, false, 1)]
    [InlineData(false, true, 0)]
    public async Task Stream_whose_speaker_waits_is_in_the_foreground_until_it_is_closed(bool interims, bool background, int foreground)
    {
        await using var recognizer = Bursts.Recognizer();
        await using (recognizer.CreateStream(new RecognizerStreamOptions { Interims = interims, Background = background }))
        {
            Assert.Equal(foreground, recognizer.Scheduler.ForegroundStreams);
        }

        Assert.Equal(0, recognizer.Scheduler.ForegroundStreams);
    }

    public ValueTask DisposeAsync() => _recognizer.DisposeAsync();

    protected override Task<IRecognizer> RecognizerAsync() => Task.FromResult(_recognizer);

    /// <summary>Breaths that may be ends, clicks that are no words, and more than fits one utterance.</summary>
    protected override Task<SpeechTrack> SpeechAsync() => Task.FromResult(Bursts.Track(
        Bursts.Silence(0.7),
        Bursts.Say(1, 2, 3, 4, 5),
        Bursts.Silence(0.3),
        Bursts.Say(6, 7),
        Bursts.Silence(1),
        Bursts.Sound(99, 0.02),
        Bursts.Silence(1),
        Bursts.Say(Enumerable.Range(8, 60)),
        Bursts.Silence(1),
        Bursts.Say(70),
        Bursts.Silence(1)));
}
