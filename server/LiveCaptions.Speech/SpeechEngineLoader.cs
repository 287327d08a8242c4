using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Emotion;
using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Inference.Catalog;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Moonshine;
using LiveCaptions.Speech.Recognition.Streaming;
using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Speech;

/// <summary>From pulled model files to an engine that was tried out on this machine.</summary>
internal static class SpeechEngineLoader
{
    /// <summary>
    /// A stream among as many as there may be, with the few looks that are left to it then, costs this many times what decoding it once
    /// would cost.
    /// </summary>
    private const double LiveFactor = 2.5;

    /// <summary>Texts that the better quality follows at a time: with six no more words are right.</summary>
    private const int Beams = 4;

    public static async Task<SpeechEngine> LoadAsync(SpeechEngineOptions options, TimeProvider time)
    {
        var size = options.Engine switch
        {
            "auto" or "moonshine-base" => MoonshineSize.Base,
            "moonshine-tiny" => MoonshineSize.Tiny,
            _ => throw new ArgumentException($"Unknown engine '{options.Engine}'. Use auto, moonshine-base or moonshine-tiny.", nameof(options)),
        };
        var engine = Load(size, options, time);
        if (options.Engine == "auto" && engine.Capacity.MaxStreams < 1)
        {
            await engine.DisposeAsync();
            engine = Load(MoonshineSize.Tiny, options, time);
        }

        SpareMemory.GiveBack();
        return engine;
    }

    private static SpeechEngine Load(MoonshineSize size, SpeechEngineOptions options, TimeProvider time)
    {
        var provider = ExecutionProvider.Choose(options.ExecutionProvider);
        var head = options.SpeakerModel is null ? SpeakerHead.For(size.Name) : null;
        var named = NamedVoices(options, provider);
        var vad = SileroVad.Load(File.ReadAllBytes(Locate(options, "silero-vad", "silero_vad_v6.onnx")));
        var emotions = options is { Emotions: true, EmotionModel: null } ? EmotionHead.For(size.Name) : null;
        size = size with { Taps = [.. (head?.Taps ?? []).Union(emotions?.Taps ?? [], StringComparer.Ordinal)] };
        var scheduler = new InferenceScheduler(options.MaxConcurrentDecodes, time);
        var encoder = Locate(options, size.Name, "encoder_model.onnx");
        var model = MoonshineModel.Load(size, encoder, Locate(options, size.Name, "decoder_model_merged.onnx"), provider);
        var tokenizer = new MoonshineTokenizer(LlamaVocabulary.Read(Locate(options, "moonshine-vocabulary", "llama-tokenizer.js")));
        var decoder = new MoonshineDecoder(model);
        var search = new BeamSearch(model, Beams);
        var batches = model.CanBatch
            ? new BatchQueue<CrossAttention, TokenSequence>(scheduler, BatchPass.Slots, new BatchDecoder(model, decoder).Decode)
            : null;
        var recognizer = new WindowedRecognizer(
            size.Name, ["en"], quality => new MoonshineUtterance(model, decoder, tokenizer, quality == RecognitionQuality.Best ? search : null, batches), scheduler, model);
        var factor = RealTimeFactor.Measure(model, decoder);
        var streams = (int)(scheduler.Concurrency / (factor * LiveFactor));
        return new SpeechEngine(recognizer, () => new LevelledVad(new SileroVad(vad)), new EngineCapacity(provider.Name, factor, streams))
        {
            Voices = head is null ? named : new HeadVoiceFinder(head, TapEncoder.Load(model, head.Taps, encoder, provider).Encode),
            Emotions = Emotions(options, emotions, provider),
            EmotionScheduler = options.EmotionModel is null ? null : scheduler,
            Text = TextValence.Find(options.ModelsDirectory),
        };
    }

    /// <summary>A speaker model of somebody else's; null where none is named.</summary>
    private static OnnxVoiceFinder? NamedVoices(SpeechEngineOptions options, ExecutionProvider provider) => options.SpeakerModel is { } model
        ? OnnxVoiceFinder.Load(model, ModelCatalog.Default, new ModelStore(options.ModelsDirectory), provider)
        : null;

    private static IEmotionClassifier? Emotions(SpeechEngineOptions options, EmotionHead? head, ExecutionProvider provider)
    {
        if (options is { Emotions: true, EmotionModel: { } model })
        {
            return OnnxEmotionClassifier.Load(model, ModelCatalog.Default, new ModelStore(options.ModelsDirectory), provider);
        }

        return head is null ? null : new HeadEmotionClassifier(head);
    }

    private static string Locate(SpeechEngineOptions options, string model, string file)
    {
        var path = Path.Combine(options.ModelsDirectory, model, file);
        return File.Exists(path) ? path : throw new ModelMissingException(model, Path.GetDirectoryName(path)!);
    }
}
