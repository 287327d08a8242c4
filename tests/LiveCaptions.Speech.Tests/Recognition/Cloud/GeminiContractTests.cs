using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

/// <summary>The engine <c>gemini</c> keeps to what every engine keeps to.</summary>
public sealed class GeminiContractTests : RecognizerContractTests, IAsyncDisposable
{
    private readonly FakeGemini _cloud = new();
    private readonly IRecognizer _recognizer;

    public GeminiContractTests() => _recognizer = _cloud.Engine("gemini");

    public async ValueTask DisposeAsync()
    {
        await _recognizer.DisposeAsync();
        await _cloud.DisposeAsync();
    }

    protected override Task<IRecognizer> RecognizerAsync() => Task.FromResult(_recognizer);

    protected override Task<SpeechTrack> SpeechAsync() => Task.FromResult(CloudTracks.Short());
}
