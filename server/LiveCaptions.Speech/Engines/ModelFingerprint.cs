using System.Security.Cryptography;
using System.Text;
using LiveCaptions.Speech.Inference.Catalog;
using LiveCaptions.Speech.Recognition;
using Microsoft.ML.OnnxRuntime;

namespace LiveCaptions.Speech.Engines;

/// <summary>What recognises, told by its contents and without loading it.</summary>
public static class ModelFingerprint
{
    /// <summary>Of this code, the heads in it, and the library that runs models.</summary>
    public static string Build => $"{typeof(ModelFingerprint).Module.ModuleVersionId} {typeof(InferenceSession).Module.ModuleVersionId}";

    /// <summary>Hash of the files of all models that an engine may load: reads every byte of them.</summary>
    /// <exception cref="ArgumentException">There is no such model.</exception>
    public static async Task<string> OfAsync(SpeechEngineOptions options, CancellationToken cancellationToken)
    {
        var store = new ModelStore(options.ModelsDirectory);
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var engines = options.Catalog.Find(options.Engine);
        var needs = engines.Select(engine => engine.NeedsOf(options.Engine)).ToList();
        foreach (var model in ModelCatalog.Default.WithRequirements(
            [.. needs.SelectMany(need => need.Models), .. Labels(options, engines)]))
        {
            foreach (var file in model.Files)
            {
                var hash = await HashAsync(store.PathOf(model, file), cancellationToken) ?? file.Sha256;
                all.AppendData(Encoding.UTF8.GetBytes($"{model.Id}/{file.Name} {hash}\n"));
            }
        }

        foreach (var file in needs.SelectMany(need => need.Files))
        {
            all.AppendData(Encoding.UTF8.GetBytes($"{file} {await HashAsync(file, cancellationToken)}\n"));
        }

        return Convert.ToHexStringLower(all.GetHashAndReset());
    }

    /// <summary>Models that label what is heard, where the engine does not.</summary>
    private static IEnumerable<string> Labels(SpeechEngineOptions options, IEnumerable<IEngineFactory> engines)
    {
        var alone = engines.Any(engine => !engine.Description.Capabilities.HasTaps) ? SpeechEngineLoader.LabelModel : null;
        return new[] { alone, options.SpeakerModel, options.EmotionModel }.OfType<string>();
    }

    /// <returns>Null for a file that is not here: it is fetched before it is used, and then is what the catalog says.</returns>
    private static async Task<string?> HashAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
    }
}
