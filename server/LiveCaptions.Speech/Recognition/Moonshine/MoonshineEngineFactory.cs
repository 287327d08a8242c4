using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Inference.Catalog;
using LiveCaptions.Speech.Recognition.Moonshine.Keyterms;
using LiveCaptions.Speech.Recognition.Streaming;

namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>Moonshine, of one size.</summary>
internal sealed class MoonshineEngineFactory(MoonshineSize size) : IEngineFactory
{
    /// <summary>
    /// A stream among as many as there may be, with the few looks that are left to it then, costs this many times what decoding it once
    /// would cost.
    /// </summary>
    private const double LiveFactor = 2.5;

    /// <summary>Texts that the better quality follows at a time: with six no more words are right.</summary>
    private const int Beams = 4;

    private const string Encoder = "encoder_model.onnx";
    private const string Decoder = "decoder_model_merged.onnx";

    public EngineDescription Description { get; } = new(
        size.Name,
        size == MoonshineSize.Base ? "English" : "English, half the work, more errors")
    {
        Languages = ["en"],
        IsAutomatic = true,
        Capabilities = new EngineCapabilities { HasTaps = true, HasCheapInterims = true, TakesKeyterms = true },
    };

    public string? Match(string engine) => engine == size.Name ? engine : null;

    public EngineNeeds NeedsOf(string engine) => new([size.Name], []);

    public LoadedRecognizer Load(EngineOrder order)
    {
        var provider = ExecutionProvider.Choose(order.ExecutionProvider);
        var models = new ModelStore(order.ModelsDirectory);
        var tapped = size with { Taps = order.Taps };
        var encoder = models.Locate(size.Name, Encoder);
        var model = MoonshineModel.Load(tapped, encoder, models.Locate(size.Name, Decoder), provider);
        var tokenizer = new MoonshineTokenizer(LlamaVocabulary.Read(models.Locate("moonshine-vocabulary", "llama-tokenizer.js")));
        var scheduler = order.Scheduler ?? new InferenceScheduler(order.MaxConcurrentDecodes, order.Time);
        var decoder = new MoonshineDecoder(model);
        var decoders = Decoders(model, decoder, tokenizer, scheduler);
        var recognizer = new WindowedRecognizer(size.Name, Description.Languages, decoders, scheduler, model);
        var factor = RealTimeFactor.Measure(model, decoder);
        var streams = (int)(scheduler.Concurrency / (factor * LiveFactor));
        return new LoadedRecognizer(recognizer, new EngineCapacity(provider.Name, factor, streams), scheduler)
        {
            TapEncoder = taps => TapEncoder.Load(model.Stem, size, taps, encoder, provider).Encode,
            Aligner = new MoonshineAligner(model, tokenizer, scheduler),
        };
    }

    /// <summary>The encoder without a recogniser, as far as some layers: see <see cref="LoadedRecognizer.TapEncoder"/>.</summary>
    /// <exception cref="ModelMissingException">The model is not there.</exception>
    public static Func<IReadOnlyList<string>, Func<ReadOnlyMemory<float>, EncoderFeatures>> TapsAlone(
        MoonshineSize size, string modelsDirectory, ExecutionProvider provider)
    {
        var encoder = new ModelStore(modelsDirectory).Locate(size.Name, Encoder);
        var stem = MoonshineModel.Load(File.ReadAllBytes(encoder), MoonshineGraphs.Stem, size, provider);
        return taps => TapEncoder.Load(stem, size, taps, encoder, provider).Encode;
    }

    /// <summary>The aligner without a recogniser: see <see cref="LoadedRecognizer.Aligner"/>.</summary>
    /// <param name="scheduler">Stays the caller's.</param>
    /// <returns>Null where neither size's weights are there.</returns>
    public static LazyAligner? AlignerAlone(string modelsDirectory, ExecutionProvider provider, InferenceScheduler scheduler)
    {
        foreach (var size in new[] { MoonshineSize.Base, MoonshineSize.Tiny })
        {
            try
            {
                var models = new ModelStore(modelsDirectory);
                var (encoder, merged) = (models.Locate(size.Name, Encoder), models.Locate(size.Name, Decoder));
                var vocabulary = models.Locate("moonshine-vocabulary", "llama-tokenizer.js");
                return new LazyAligner(() =>
                {
                    var model = MoonshineModel.Load(size, encoder, merged, provider);
                    return (new MoonshineAligner(model, new MoonshineTokenizer(LlamaVocabulary.Read(vocabulary)), scheduler), model);
                });
            }
            catch (ModelMissingException)
            {
                // The other size, or none: guesses stay.
            }
        }

        return null;
    }

    private static Func<DecoderOptions, IUtteranceDecoder> Decoders(
        MoonshineModel model, MoonshineDecoder decoder, MoonshineTokenizer tokenizer, InferenceScheduler scheduler)
    {
        var search = new BeamSearch(model, Beams);
        var batches = model.CanBatch
            ? new BatchQueue<CrossAttention, TokenSequence>(scheduler, BatchPass.Slots, new BatchDecoder(model, decoder).Decode)
            : null;
        var terms = new TermPaths.Book(tokenizer);
        return options => new MoonshineUtterance(
            model, decoder, tokenizer, options.Quality == RecognitionQuality.Best ? search : null, batches, terms.Of(options.Keyterms));
    }
}
