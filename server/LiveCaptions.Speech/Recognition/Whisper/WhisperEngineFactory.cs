using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Inference.Catalog;
using LiveCaptions.Speech.Recognition.Streaming;

namespace LiveCaptions.Speech.Recognition.Whisper;

/// <summary>Whisper by whisper.cpp: a model of the catalog, <c>whisper:NAME</c>, or one of the user's own, <c>whisper:FILE</c>.</summary>
/// <param name="catalog">Null for the one that comes with this program.</param>
internal sealed class WhisperEngineFactory(ModelCatalog? catalog = null) : IEngineFactory
{
    private const string Prefix = "whisper:";

    /// <summary>Threads of a decode: more bring little.</summary>
    private const int MostThreads = 4;

    /// <summary>A stream costs this many times what its decodes alone do.</summary>
    private const double LiveFactor = 1.25;

    public EngineDescription Description { get; } = new(
        "whisper:FILE-OR-NAME",
        "Many languages; a ggml model file, or one that models list names")
    {
        Capabilities = new EngineCapabilities { DetectsLanguage = true, TakesKeyterms = true },
    };

    public string? Match(string engine) => engine.StartsWith(Prefix, StringComparison.Ordinal) && engine.Length > Prefix.Length
        ? Entry(engine) is null ? Prefix + Path.GetFileName(engine[Prefix.Length..]) : engine
        : null;

    public EngineNeeds NeedsOf(string engine) => Entry(engine) is { } entry ? new([entry.Id], []) : new([], [engine[Prefix.Length..]]);

    public LoadedRecognizer Load(EngineOrder order)
    {
        var threads = Math.Min(MostThreads, Environment.ProcessorCount);
        var model = WhisperModel.Load(Find(order), threads, useGpu: order.ExecutionProvider != "cpu");
        var atOnce = Math.Max(1, Environment.ProcessorCount / threads);
        var scheduler = new InferenceScheduler(order.MaxConcurrentDecodes > 0 ? order.MaxConcurrentDecodes : atOnce, order.Time);
        var name = Match(order.Engine)!;
        var recognizer = new WindowedRecognizer(name, model.Languages, options => new WhisperUtterance(model, options), scheduler, model)
        {
            Interim = null,
        };
        var decode = model.MeasureDecode();
        var streams = (int)(Environment.ProcessorCount / (decode / recognizer.Live.Step * LiveFactor));
        var capacity = new EngineCapacity(model.Provider, decode / WhisperModel.MeasuredSeconds, streams);
        return new LoadedRecognizer(recognizer, capacity, scheduler);
    }

    private string Find(EngineOrder order)
    {
        if (Entry(order.Engine) is { } entry)
        {
            return new ModelStore(order.ModelsDirectory).Locate(entry)[entry.Files[0].Name];
        }

        var path = Path.GetFullPath(order.Engine[Prefix.Length..]);
        return File.Exists(path) ? path : throw new EngineUnavailableException(
            $"There is no Whisper model {path}. Give a ggml file, {Prefix}FILE, or one that can be fetched: {Names()}.");
    }

    private string Names() => string.Join(", ", Entries.Select(NameOf).DefaultIfEmpty("none"));

    private ModelEntry? Entry(string engine) => Entries.FirstOrDefault(entry => NameOf(entry) == engine);

    private IEnumerable<ModelEntry> Entries =>
        (catalog ?? ModelCatalog.Default).Models.Where(model => model.Engine == ModelEntry.WhisperEngine);

    private static string NameOf(ModelEntry entry) => Prefix + entry.Id[ModelEntry.WhisperIds.Length..];
}
