using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

/// <summary>The engine <c>deepgram-flux</c> keeps to what every engine keeps to.</summary>
public sealed class DeepgramFluxContractTests : RecognizerContractTests, IAsyncDisposable
{
    private readonly FakeFlux _cloud = new();
    private readonly IRecognizer _recognizer;

    public DeepgramFluxContractTests() => _recognizer = _cloud.Engine("deepgram-flux");

    public async ValueTask DisposeAsync()
    {
        await _recognizer.DisposeAsync();
        await _cloud.DisposeAsync();
    }

    protected override Task<IRecognizer> RecognizerAsync() => Task.FromResult(_recognizer);

    protected override Task<SpeechTrack> SpeechAsync() => Task.FromResult(CloudTracks.Short());
}
