using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Cloud.OpenAi;

namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

/// <summary>What speaks OpenAI's API keeps to what every engine keeps to.</summary>
public sealed class OpenAiContractTests : RecognizerContractTests, IAsyncDisposable
{
    private readonly FakeOpenAi _cloud = new();
    private readonly IRecognizer _recognizer;

    public OpenAiContractTests() =>
        _recognizer = new OpenAiEngineFactory(_cloud.Access(), new OpenAiSettings())
            .Load(new EngineOrder("openai", "", TimeProvider.System)).Recognizer;

    public async ValueTask DisposeAsync()
    {
        await _recognizer.DisposeAsync();
        await _cloud.DisposeAsync();
    }

    protected override Task<IRecognizer> RecognizerAsync() => Task.FromResult(_recognizer);

    protected override Task<SpeechTrack> SpeechAsync() => Task.FromResult(CloudTracks.Short());
}
