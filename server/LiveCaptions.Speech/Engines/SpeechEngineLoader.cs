using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Emotion;
using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Inference.Catalog;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Moonshine;
using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Speech.Engines;

/// <summary>
/// From a name and pulled model files to an engine with all that labels what it hears: (1) the engine, (2) who speaks, (3) how it is said.
/// </summary>
internal static class SpeechEngineLoader
{
    /// <summary>Whose encoder hears voices and emotions for engines that have no taps of their own.</summary>
    public static string LabelModel => MoonshineSize.Base.Name;

    public static async Task<SpeechEngine> LoadAsync(SpeechEngineOptions options, TimeProvider time)
    {
        var engine = await LoadFirstAsync(options, time);
        SpareMemory.GiveBack();
        return engine;
    }

    private static async Task<SpeechEngine> LoadFirstAsync(SpeechEngineOptions options, TimeProvider time)
    {
        var choices = options.Catalog.Find(options.Engine);
        foreach (var choice in choices.SkipLast(1))
        {
            var engine = Load(choice, options, time);
            if (engine.Capacity.MaxStreams >= 1)
            {
                return engine;
            }

            await engine.DisposeAsync();
        }

        return Load(choices[^1], options, time);
    }

    private static SpeechEngine Load(IEngineFactory factory, SpeechEngineOptions options, TimeProvider time) => options.First is { } first
        ? LoadBeside(first, factory, options, time)
        : LoadWhole(factory, options, time);

    private static SpeechEngine LoadBeside(SpeechEngine first, IEngineFactory factory, SpeechEngineOptions options, TimeProvider time)
    {
        var loaded = factory.Load(OrderOf(factory, options, time, taps: []));
        var alone = first.Aligner is null ? AlignerAlone(loaded, factory.Description.Capabilities, options) : null;
        return first.Sharing(loaded, factory.Description.Capabilities, alone);
    }

    /// <summary>Null where the engine knows when words were said, or no model that finds out is there.</summary>
    private static LazyAligner? AlignerAlone(LoadedRecognizer loaded, EngineCapabilities capabilities, SpeechEngineOptions options) =>
        capabilities.GuessesWordTimes
            ? MoonshineEngineFactory.AlignerAlone(
                options.ModelsDirectory, ExecutionProvider.Choose(options.ExecutionProvider), loaded.Scheduler)
            : null;

    private static SpeechEngine LoadWhole(IEngineFactory factory, SpeechEngineOptions options, TimeProvider time)
    {
        var provider = ExecutionProvider.Choose(options.ExecutionProvider);
        var named = NamedVoices(options, provider);
        var capabilities = factory.Description.Capabilities;
        var labels = capabilities.HasTaps ? factory.Description.Name : LabelModel;
        var voices = options.SpeakerModel is null ? SpeakerHead.For(labels) : null;
        var emotions = options is { Emotions: true, EmotionModel: null } ? EmotionHead.For(labels) : null;
        var vad = SileroVad.Load(File.ReadAllBytes(new ModelStore(options.ModelsDirectory).Locate("silero-vad", "silero_vad_v6.onnx")));

        // Before the engine, as its model may be missing: what is loaded by then would be loaded once more when that is fetched.
        var alone = capabilities.HasTaps || (voices is null && emotions is null)
            ? null
            : MoonshineEngineFactory.TapsAlone(MoonshineSize.Base, options.ModelsDirectory, provider);

        // (1) the engine
        string[] taps = [.. (voices?.Taps ?? []).Union(emotions?.Taps ?? [], StringComparer.Ordinal)];
        var loaded = factory.Load(OrderOf(factory, options, time, taps));
        var encoder = loaded.TapEncoder ?? alone;
        var aligner = AlignerAlone(loaded, capabilities, options);
        return new SpeechEngine(loaded.Recognizer, () => new LevelledVad(new SileroVad(vad)), loaded.Capacity)
        {
            Capabilities = capabilities,
            Aligner = loaded.Aligner ?? aligner,
            Owned = aligner,

            // (2) who speaks
            Voices = voices is null ? named : new HeadVoiceFinder(voices, encoder!(voices.Taps)),

            // (3) how it is said
            Emotions = emotions is null
                ? NamedEmotions(options, provider)
                : new EncodingEmotionClassifier(new HeadEmotionClassifier(emotions), () => encoder!(emotions.Taps)),
            Scheduler = loaded.Scheduler,
            EmotionScheduler = options.EmotionModel is null && capabilities.HasTaps ? null : loaded.Scheduler,
            Text = TextValence.Find(options.ModelsDirectory),
        };
    }

    /// <summary>A speaker model of somebody else's; null where none is named.</summary>
    private static OnnxVoiceFinder? NamedVoices(SpeechEngineOptions options, ExecutionProvider provider) =>
        options.SpeakerModel is { } model
            ? OnnxVoiceFinder.Load(model, ModelCatalog.Default, new ModelStore(options.ModelsDirectory), provider)
            : null;

    private static OnnxEmotionClassifier? NamedEmotions(SpeechEngineOptions options, ExecutionProvider provider) =>
        options is { Emotions: true, EmotionModel: { } model }
            ? OnnxEmotionClassifier.Load(model, ModelCatalog.Default, new ModelStore(options.ModelsDirectory), provider)
            : null;

    private static EngineOrder OrderOf(
        IEngineFactory factory, SpeechEngineOptions options, TimeProvider time, IReadOnlyList<string> taps)
    {
        var name = options.Engine == EngineCatalog.Auto ? factory.Description.Name : options.Engine;
        return new EngineOrder(name, options.ModelsDirectory, time)
        {
            ExecutionProvider = options.ExecutionProvider,
            MaxConcurrentDecodes = options.MaxConcurrentDecodes,
            Scheduler = options.First?.Scheduler,
            Taps = taps,
        };
    }
}
