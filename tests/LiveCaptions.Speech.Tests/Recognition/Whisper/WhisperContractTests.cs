using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Tests.Fakes;

namespace LiveCaptions.Speech.Tests.Recognition.Whisper;

/// <summary>Whisper keeps to what every engine keeps to, with a model that the test makes.</summary>
public sealed class WhisperContractTests(MadeWhisperEngine engine) : RecognizerContractTests, IClassFixture<MadeWhisperEngine>
{
    protected override int Hearings => 2;

    protected override Task<IRecognizer> RecognizerAsync() => Task.FromResult(engine.Recognizer);

    /// <summary>Two utterances that are longer than the model's second.</summary>
    protected override Task<SpeechTrack> SpeechAsync() => Task.FromResult(Bursts.Track(
        Bursts.Silence(0.7),
        Bursts.Say(1, 2, 3, 4, 5),
        Bursts.Silence(1.2),
        Bursts.Say(6, 7, 8, 9),
        Bursts.Silence(1.2)));
}
