using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Cloud.Speechmatics;

namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

/// <summary>Speechmatics keeps to what every engine keeps to.</summary>
public sealed class SpeechmaticsContractTests : RecognizerContractTests, IAsyncDisposable
{
    private readonly FakeSpeechmatics _cloud = new();
    private readonly IRecognizer _recognizer;

    public SpeechmaticsContractTests() =>
        _recognizer = new SpeechmaticsEngineFactory(_cloud.Access(), new SpeechmaticsSettings { Pace = 0 })
            .Load(new EngineOrder("speechmatics", "", TimeProvider.System)).Recognizer;

    public async ValueTask DisposeAsync()
    {
        await _recognizer.DisposeAsync();
        await _cloud.DisposeAsync();
    }

    protected override Task<IRecognizer> RecognizerAsync() => Task.FromResult(_recognizer);

    protected override Task<SpeechTrack> SpeechAsync() => Task.FromResult(CloudTracks.Short());
}
