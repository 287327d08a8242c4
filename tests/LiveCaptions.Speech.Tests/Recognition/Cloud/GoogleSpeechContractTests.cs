using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

/// <summary>The engine <c>google</c> keeps to what every engine keeps to.</summary>
public sealed class GoogleSpeechContractTests : RecognizerContractTests, IAsyncDisposable
{
    private readonly FakeGoogleSpeech _cloud = new();
    private readonly IRecognizer _recognizer;

    public GoogleSpeechContractTests() => _recognizer = _cloud.Engine("google");

    public async ValueTask DisposeAsync()
    {
        await _recognizer.DisposeAsync();
        await _cloud.DisposeAsync();
    }

    protected override Task<IRecognizer> RecognizerAsync() => Task.FromResult(_recognizer);

    protected override Task<SpeechTrack> SpeechAsync() => Task.FromResult(CloudTracks.Short());
}
