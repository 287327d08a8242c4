using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Emotion;
using LiveCaptions.Speech.Formatting;
using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Languages;
using LiveCaptions.Speech.Pipeline;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Moonshine;
using LiveCaptions.Speech.Sounds;
using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Speech.Engines;

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

    public EngineCapabilities Capabilities { get; init; } = new();

    /// <summary>Tells voices apart; null where there is neither a head nor a speaker model.</summary>
    public IVoiceFinder? Voices { get; init; }

    /// <summary>Hears how something is said; null where there is neither a head for this engine nor a model named.</summary>
    public IEmotionClassifier? Emotions { get; init; }

    /// <summary>Reads whether words are pleasant; null where its lexicon is not there.</summary>
    public TextValence? Text { get; init; }

    /// <summary>Finds out when words were said that others wrote; null where no model for that is there.</summary>
    public IAligner? Aligner { get; init; }

    /// <summary>Disposed of with the engine.</summary>
    internal IDisposable? Owned { get; init; }

    /// <summary>Where it decodes; null where it does not decode here.</summary>
    internal InferenceScheduler? Scheduler { get; init; }

    /// <summary>Where <see cref="Emotions"/> runs; null where it costs next to nothing.</summary>
    internal InferenceScheduler? EmotionScheduler { get; init; }

    /// <summary>Loads the models and measures what this machine can do with them.</summary>
    /// <exception cref="Inference.ModelMissingException">A model's files are not there; the message says how to get them.</exception>
    /// <exception cref="EngineUnavailableException">There is no such engine, or something else that it needs is not there.</exception>
    public static Task<SpeechEngine> LoadAsync(SpeechEngineOptions options, CancellationToken cancellationToken = default) =>
        Task.Run(() => SpeechEngineLoader.LoadAsync(options, TimeProvider.System), cancellationToken);

    /// <param name="speakers">The track's, from <see cref="CreateTracker"/>; null where nobody asks who speaks.</param>
    /// <param name="emotions">The track's, from <see cref="CreateEmotionTracker"/>; null where nobody asks how it is said.</param>
    /// <param name="onFault">Told of every transcript that goes without a stage's labels, as the stage failed on it.</param>
    /// <param name="sounds">Whether to tell music, too.</param>
    /// <param name="onFrame">Told of every frame before it is recognised; its samples are valid meanwhile.</param>
    /// <param name="formatting">How words are to be written, asked at the beginning of each utterance;
    /// null where they stay as they are.</param>
    /// <param name="languages">The track's; null where nobody asks in which language each final is.</param>
    public SpeechPipeline CreatePipeline(
        RecognizerStreamOptions options,
        SpeakerTracker? speakers = null,
        EmotionTracker? emotions = null,
        Action<LabelStage, Exception>? onFault = null,
        bool sounds = false,
        Action<SpeechFrame>? onFrame = null,
        Func<TranscriptFormatter?>? formatting = null,
        LanguageTracker? languages = null) =>
        new(
            _createVad(), Recognizer.CreateStream(options), speakers, emotions,
            sounds ? new MusicDetector() : null, onFault, onFrame, formatting, options.StartPosition,
            options.Language is null && Recognizer.Languages.Count > 1 ? languages : null, Recognizer.Languages)
        {
            // Nobody waits: live words keep their guesses, as a final must not wait for a second look.
            Aligner = Capabilities.GuessesWordTimes && !options.Interims ? Aligner : null,
        };

    /// <summary>The same engine with something before its recognizer.</summary>
    public SpeechEngine Behind(Func<IRecognizer, IRecognizer> wrap) => new(wrap(Recognizer), _createVad, Capacity)
    {
        Capabilities = Capabilities,
        Voices = Voices,
        Emotions = Emotions,
        Text = Text,
        Aligner = Aligner,
        Owned = Owned,
        Scheduler = Scheduler,
        EmotionScheduler = EmotionScheduler,
    };

    /// <summary>Another engine with the detector of this one, and with what tells voices and emotions here.</summary>
    internal SpeechEngine Sharing(LoadedRecognizer other, EngineCapabilities capabilities, LazyAligner? alone) =>
        new(other.Recognizer, _createVad, other.Capacity)
        {
            Capabilities = capabilities,
            Voices = Voices,
            Emotions = Emotions,
            Text = Text,
            Aligner = other.Aligner ?? Aligner ?? alone,
            Owned = alone,
            Scheduler = other.Scheduler,
            EmotionScheduler = EmotionScheduler,
        };

    /// <summary>For one track, which keeps it as long as it lives. Null where voices cannot be told apart.</summary>
    public SpeakerTracker? CreateTracker(SpeakerCount count) => Voices is null ? null : new SpeakerTracker(Voices, count);

    /// <summary>For one track, which keeps it as long as it lives. Null where nobody can hear how things are said.</summary>
    public EmotionTracker? CreateEmotionTracker() => Emotions is null ? null : new EmotionTracker(Emotions, Text, EmotionScheduler);

    public async ValueTask DisposeAsync()
    {
        // First what runs there ends.
        await Recognizer.DisposeAsync();
        Owned?.Dispose();
    }
}
