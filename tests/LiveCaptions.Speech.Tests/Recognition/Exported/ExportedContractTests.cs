using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Tests.Fakes;

namespace LiveCaptions.Speech.Tests.Recognition.Exported;

/// <summary>Exported models keep to what every engine keeps to.</summary>
public abstract class ExportedContractTests(string kind) : RecognizerContractTests, IAsyncDisposable
{
    private readonly MadeExportedEngine _engine = new(kind);

    protected override int Hearings => 3;

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _engine.DisposeAsync();
    }

    protected override Task<IRecognizer> RecognizerAsync() => Task.FromResult(_engine.Recognizer);

    /// <summary>Two utterances.</summary>
    protected override Task<SpeechTrack> SpeechAsync() => Task.FromResult(Bursts.Track(
        Bursts.Silence(0.7),
        Tones.Say("▁one", "▁two", "▁th", "ree", "▁four", "▁five"),
        Bursts.Silence(1.5),
        Tones.Say("▁four", "▁th", "ree"),
        Bursts.Silence(1.5)));
}
