using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Tests.Recognition;
using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Speech.Tests.Models;

/// <summary>moonshine-tiny keeps to what every engine keeps to.</summary>
public sealed class MoonshineContractModelTests(TinyEngine engine) : RecognizerContractTests
{
    private static readonly Lock Gate = new();
    private static Task<SpeechTrack>? _speech;

    protected override async Task<IRecognizer> RecognizerAsync() => (await engine.LoadAsync()).Recognizer;

    protected override Task<SpeechTrack> SpeechAsync()
    {
        lock (Gate)
        {
            return _speech ??= HearAsync();
        }
    }

    private static async Task<SpeechTrack> HearAsync()
    {
        var model = await File.ReadAllBytesAsync(Path.Combine(Repository.Models, "silero-vad", "silero_vad_v6.onnx"));
        using var vad = SileroVad.Load(model);
        return new SpeechTrack(await MadeSpeech.Async(), new SileroVad(vad));
    }
}
