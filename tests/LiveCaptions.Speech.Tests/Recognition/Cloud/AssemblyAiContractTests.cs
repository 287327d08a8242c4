using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Cloud.AssemblyAi;

namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

/// <summary>AssemblyAI keeps to what every engine keeps to.</summary>
public sealed class AssemblyAiContractTests : RecognizerContractTests, IAsyncDisposable
{
    private readonly FakeAssemblyAi _cloud = new();
    private readonly IRecognizer _recognizer;

    public AssemblyAiContractTests() =>
        _recognizer = new AssemblyAiEngineFactory(_cloud.Access(), new AssemblyAiSettings { Pace = 0 })
            .Load(new EngineOrder("assemblyai", "", TimeProvider.System)).Recognizer;

    public async ValueTask DisposeAsync()
    {
        await _recognizer.DisposeAsync();
        await _cloud.DisposeAsync();
    }

    protected override Task<IRecognizer> RecognizerAsync() => Task.FromResult(_recognizer);

    protected override Task<SpeechTrack> SpeechAsync() => Task.FromResult(CloudTracks.Short());
}
