using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Tests.Fakes;

namespace LiveCaptions.Speech.Tests.Recognition;

public sealed class WindowedRecognizerContractTests : RecognizerContractTests, IAsyncDisposable
{
    private readonly IRecognizer _recognizer = Bursts.Recognizer();

    protected override int Hearings => 20;

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
