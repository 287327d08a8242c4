using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Cloud.Deepgram;

namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

/// <summary>Deepgram keeps to what every engine keeps to, and is what its protocol says.</summary>
public sealed class DeepgramContractTests : RecognizerContractTests, IAsyncDisposable
{
    private readonly FakeDeepgram _cloud = new();
    private readonly IRecognizer _recognizer;

    public DeepgramContractTests() =>
        _recognizer = new DeepgramEngineFactory(_cloud.Access(), new DeepgramSettings { Pace = 0 })
            .Load(new EngineOrder("deepgram", "", TimeProvider.System)).Recognizer;

    public async ValueTask DisposeAsync()
    {
        await _recognizer.DisposeAsync();
        await _cloud.DisposeAsync();
    }

    protected override Task<IRecognizer> RecognizerAsync() => Task.FromResult(_recognizer);

    protected override Task<SpeechTrack> SpeechAsync() => Task.FromResult(CloudTracks.Short());
}
