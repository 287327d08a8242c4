using System.Security.Cryptography;
using System.Text;
using Microsoft.ML.OnnxRuntime;

namespace LiveCaptions.Speech.Inference.Catalog;

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
        foreach (var model in ModelCatalog.Default.WithRequirements(Models(options)))
        {
            foreach (var file in model.Files)
            {
                var hash = await HashAsync(store.PathOf(model, file), cancellationToken) ?? file.Sha256;
                all.AppendData(Encoding.UTF8.GetBytes($"{model.Id}/{file.Name} {hash}\n"));
            }
        }

        return Convert.ToHexStringLower(all.GetHashAndReset());
    }

    private static IEnumerable<string> Models(SpeechEngineOptions options) =>
        (options.Engine == SpeechEngineOptions.Auto ? SpeechEngineOptions.AutoChoices : [options.Engine])
            .Concat([.. new[] { options.SpeakerModel, options.EmotionModel }.OfType<string>()]);

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
