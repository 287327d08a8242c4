using LiveCaptions.Server.Basics;
using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Inference.Catalog;

namespace LiveCaptions.Server.Models;

/// <summary>Loads the speech engine; models that are not here yet are fetched first.</summary>
public static class FetchedEngine
{
    /// <summary>Environment variable: a folder or address to fetch models from instead of the catalog's sources.</summary>
    public const string SourceVariable = "LIVECAPTIONS_MODEL_SOURCE";

    /// <exception cref="ModelPullException">A model is not here and cannot be fetched.</exception>
    public static async Task<SpeechEngine> LoadAsync(SpeechEngineOptions options, CancellationToken cancellationToken)
    {
        var fetched = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            try
            {
                return await SpeechEngine.LoadAsync(options, cancellationToken);
            }
            catch (ModelMissingException missing) when (fetched.Add(missing.ModelId))
            {
                await PullAsync(options.ModelsDirectory, [missing.ModelId], source: null, cancellationToken);
            }
        }
    }

    /// <summary>Fetches models and what they require, and shows how it goes.</summary>
    /// <param name="source">A folder or an address; null for that of the environment, or the catalog's.</param>
    /// <returns>The models that were not here before.</returns>
    public static async Task<IReadOnlyList<ModelEntry>> PullAsync(
        string directory, IEnumerable<string> ids, string? source, CancellationToken cancellationToken)
    {
        // Models may be shared between users.
        using var usual = FilePrivacy.AsUsual();
        using var http = new HttpClient();
        var puller = new ModelPuller(new ModelStore(directory), http, TimeProvider.System, source ?? SourceOfEnvironment());
        var pulled = new List<ModelEntry>();
        await PullReport.RunAsync(async progress =>
        {
            foreach (var model in ModelCatalog.Default.WithRequirements(ids))
            {
                if (await puller.PullAsync(model, progress, cancellationToken))
                {
                    pulled.Add(model);
                }
            }
        });
        return pulled;
    }

    private static string? SourceOfEnvironment() =>
        Environment.GetEnvironmentVariable(SourceVariable) is { Length: > 0 } source ? source : null;
}
