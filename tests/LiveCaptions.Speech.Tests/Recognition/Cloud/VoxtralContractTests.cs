using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

/// <summary>The engine <c>voxtral</c> keeps to what every engine keeps to.</summary>
public sealed class VoxtralContractTests : RecognizerContractTests, IAsyncDisposable
{
    private readonly FakeVoxtral _cloud = new();
    private readonly IRecognizer _recognizer;

    public VoxtralContractTests() => _recognizer = _cloud.Engine("voxtral");

    public async ValueTask DisposeAsync()
    {
        await _recognizer.DisposeAsync();
        await _cloud.DisposeAsync();
    }

    protected override Task<IRecognizer> RecognizerAsync() => Task.FromResult(_recognizer);

    protected override Task<SpeechTrack> SpeechAsync() => Task.FromResult(CloudTracks.Short());
}
