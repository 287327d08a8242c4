using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

/// <summary>The engine <c>openai-realtime</c> keeps to what every engine keeps to.</summary>
public sealed class OpenAiRealtimeContractTests : RecognizerContractTests, IAsyncDisposable
{
    private readonly FakeOpenAiRealtime _cloud = new();
    private readonly IRecognizer _recognizer;

    public OpenAiRealtimeContractTests() => _recognizer = _cloud.Engine("openai-realtime");

    public async ValueTask DisposeAsync()
    {
        await _recognizer.DisposeAsync();
        await _cloud.DisposeAsync();
    }

    protected override Task<IRecognizer> RecognizerAsync() => Task.FromResult(_recognizer);

    protected override Task<SpeechTrack> SpeechAsync() => Task.FromResult(CloudTracks.Short());
}
