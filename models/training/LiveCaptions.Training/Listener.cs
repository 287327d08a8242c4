using LiveCaptions.Media.Files;
using LiveCaptions.Server.Transcribing;
using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Pipeline;
using LiveCaptions.Speech.Recognition.Moonshine;
using LiveCaptions.Speech.Recognition.Streaming;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Training;

/// <summary>Hears files as the product does, cut into the segments that it tells voices by, without writing down what is said.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private static readonly RecognizerStreamOptions Options = new() { Interims = false, Background = true };

    private readonly OnnxModel _vad;
    private readonly WindowedRecognizer _recognizer;

    private Listener(OnnxModel vad, MoonshineModel model, TapEncoder encoder)
    {
        _vad = vad;
        var scheduler = new InferenceScheduler(concurrency: 0, TimeProvider.System);
        _recognizer = new WindowedRecognizer(model.Size.Name, ["en"], _ => new EncoderOnly(encoder), scheduler, model)
        {
            FileEndpoint = VoiceSegments.Cuts,
        };
    }

    /// <param name="models">Folder of the weights, as <c>livecaptions models pull</c> fills it.</param>
    /// <param name="taps">Names of the encoder's values that a head is to see.</param>
    public static Listener Load(string models, string engine, IReadOnlyList<string> taps)
    {
        var size = Size(engine) with { Taps = taps };
        var provider = ExecutionProvider.Choose("cpu");
        var vad = SileroVad.Load(File.ReadAllBytes(Path.Combine(models, "silero-vad", "silero_vad_v6.onnx")));
        var (encoder, decoder) = (Path.Combine(models, size.Name, "encoder_model.onnx"),
            Path.Combine(models, size.Name, "decoder_model_merged.onnx"));
        var model = MoonshineModel.Load(size, encoder, decoder, provider);
        return new Listener(vad, model, TapEncoder.Load(model.Stem, model.Size, taps, encoder, provider));
    }

    /// <summary>The utterances of a file, in order.</summary>
    public async IAsyncEnumerable<HeardUtterance> HearAsync(string path)
    {
        await using var media = await MediaFile.OpenAsync(path, CancellationToken.None);
        await using var pipeline = new SpeechPipeline(new LevelledVad(new SileroVad(_vad)), _recognizer.CreateStream(Options));
        await foreach (var transcript in pipeline.RunAsync(new MediaSource(media)))
        {
            if (transcript.Heard is { } heard)
            {
                yield return heard;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _recognizer.DisposeAsync();
        _vad.Dispose();
    }

    private static MoonshineSize Size(string engine) => engine switch
    {
        "moonshine-base" => MoonshineSize.Base,
        "moonshine-tiny" => MoonshineSize.Tiny,
        _ => throw new ArgumentException($"Unknown engine '{engine}'. Use moonshine-base or moonshine-tiny.", nameof(engine)),
    };
}
