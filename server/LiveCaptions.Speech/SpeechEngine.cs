using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Speech;

/// <summary>The loaded models, shared by all tracks of the process; makes one <see cref="SpeechPipeline"/> per track.</summary>
public sealed class SpeechEngine : IAsyncDisposable
{
    private readonly Func<IVoiceActivityDetector> _createVad;

    public SpeechEngine(IRecognizer recognizer, Func<IVoiceActivityDetector> createVad, EngineCapacity capacity)
    {
        Recognizer = recognizer;
        _createVad = createVad;
        Capacity = capacity;
    }

    public IRecognizer Recognizer { get; }

    public EngineCapacity Capacity { get; }

    /// <summary>Loads the models and measures what this machine can do with them.</summary>
    /// <exception cref="Inference.ModelMissingException">A model's files are not there; the message says how to get them.</exception>
    public static Task<SpeechEngine> LoadAsync(SpeechEngineOptions options, CancellationToken cancellationToken = default) =>
        Task.Run(() => SpeechEngineLoader.LoadAsync(options, TimeProvider.System), cancellationToken);

    public SpeechPipeline CreatePipeline(RecognizerStreamOptions options) => new(_createVad(), Recognizer.CreateStream(options));

    public ValueTask DisposeAsync() => Recognizer.DisposeAsync();
}
