using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Inference.Catalog;
using LiveCaptions.Speech.Recognition.Streaming;

namespace LiveCaptions.Speech.Recognition.Exported;

/// <summary>
/// Transducers and CTC models that were exported to ONNX in the shapes that sherpa-onnx documents: <c>onnx:FOLDER</c>, or
/// <c>onnx:NAME</c> of the model catalog.
/// </summary>
/// <param name="catalog">Null for the one that comes with this program.</param>
internal sealed class ExportedEngineFactory(ModelCatalog? catalog = null) : IEngineFactory
{
    private const string Prefix = "onnx:";

    /// <summary>Seconds of sound that a model is tried out on.</summary>
    private const double TrialSeconds = 4;

    /// <summary>
    /// A live stream costs this many times what decoding it once does: of models that hear sound as it comes, and of others.
    /// </summary>
    private const double StreamedFactor = 1.25;
    private const double WindowedFactor = 8;

    public EngineDescription Description { get; } = new(
        "onnx:FOLDER-OR-NAME",
        "A transducer or CTC model in ONNX, such as Zipformer and Parakeet")
    {
        Capabilities = new EngineCapabilities { HasCheapInterims = true, DetectsLanguage = true },
    };

    public string? Match(string engine) => !engine.StartsWith(Prefix, StringComparison.Ordinal)
        ? null
        : Entry(engine) is not null ? engine
        : Path.GetFileName(engine[Prefix.Length..].TrimEnd('/')) is { Length: > 0 } folder ? Prefix + folder : null;

    public EngineNeeds NeedsOf(string engine) => Entry(engine) is { } entry
        ? new([entry.Id], [])
        : new([], new ExportedFolder(engine[Prefix.Length..]).Files);

    public LoadedRecognizer Load(EngineOrder order)
    {
        var provider = ExecutionProvider.Choose(order.ExecutionProvider);
        var (folder, languages) = Find(order);
        var model = ExportedModelLoader.Load(folder, provider);
        try
        {
            var factor = Measure(model);
            var scheduler = order.Scheduler ?? new InferenceScheduler(order.MaxConcurrentDecodes, order.Time);
            var isStreamed = model.Streaming is not null;
            var streams = (int)(scheduler.Concurrency / (factor * (isStreamed ? StreamedFactor : WindowedFactor)));
            var recognizer = Recognizer(Match(order.Engine)!, languages, model, scheduler);
            return new LoadedRecognizer(recognizer, new EngineCapacity(provider.Name, factor, streams), scheduler);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private static IRecognizer Recognizer(
        string name, IReadOnlyList<string> languages, ExportedModel model, InferenceScheduler scheduler) => model.Streaming is not null
        ? new StreamedRecognizer(name, languages, model, scheduler)
        : new WindowedRecognizer(name, languages, options => new WholeUtterance(model, options.Quality), scheduler, model);

    /// <summary>CPU seconds per second of sound. What does not fit together shows here, and not in the first session.</summary>
    private static double Measure(ExportedModel model)
    {
        var sound = TrialSound.Of(TrialSeconds);
        var started = Environment.CpuUsage.TotalTime;
        if (model.Streaming is null)
        {
            new WholeUtterance(model, RecognitionQuality.Fast).Decode(sound, draft: null, CancellationToken.None);
        }
        else
        {
            using var utterance = new StreamedUtterance(model, RecognitionQuality.Fast);
            utterance.Accept(sound);
            utterance.End();
        }

        return Math.Max(1e-4, (Environment.CpuUsage.TotalTime - started).TotalSeconds / TrialSeconds);
    }

    private (ExportedFolder Folder, IReadOnlyList<string> Languages) Find(EngineOrder order)
    {
        if (Entry(order.Engine) is { } entry)
        {
            var file = new ModelStore(order.ModelsDirectory).Locate(entry).Values.First();
            return (new ExportedFolder(Path.GetDirectoryName(file)!), entry.Languages);
        }

        var folder = new ExportedFolder(order.Engine[Prefix.Length..]);
        folder.Check();
        return (folder, ExportedSettings.Read(folder.Root).Languages);
    }

    private ModelEntry? Entry(string engine) => (catalog ?? ModelCatalog.Default).Models.FirstOrDefault(
        model => model.Engine == ModelEntry.ExportedEngine && Prefix + model.Id[ModelEntry.ExportedIds.Length..] == engine);
}
