using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiveCaptions.Speech.Inference.Catalog;

/// <summary>The models this program can fetch: <c>models/catalog.json</c>, built into the assembly.</summary>
public sealed partial class ModelCatalog
{
    private readonly Dictionary<string, ModelEntry> _byId;

    public ModelCatalog(IReadOnlyList<ModelEntry> models)
    {
        Models = models;
        _byId = models.ToDictionary(model => model.Id, StringComparer.Ordinal);
    }

    public IReadOnlyList<ModelEntry> Models { get; }

    public static ModelCatalog Default { get; } = ReadDefault();

    /// <summary>The entries of these ids and of all that they require, each once, requirements first.</summary>
    /// <exception cref="ArgumentException">There is no such model; the message lists those there are.</exception>
    public IReadOnlyList<ModelEntry> WithRequirements(IEnumerable<string> ids)
    {
        var found = new List<ModelEntry>();
        foreach (var id in ids)
        {
            Add(id, found);
        }

        return found;
    }

    private void Add(string id, List<ModelEntry> found)
    {
        if (!_byId.TryGetValue(id, out var entry))
        {
            throw new ArgumentException($"There is no model '{id}'. There are: {string.Join(", ", _byId.Keys)}.", nameof(id));
        }

        foreach (var required in entry.Requires)
        {
            Add(required, found);
        }

        if (!found.Contains(entry))
        {
            found.Add(entry);
        }
    }

    private static ModelCatalog ReadDefault()
    {
        using var json = typeof(ModelCatalog).Assembly.GetManifestResourceStream("catalog.json")!;
        return new ModelCatalog(JsonSerializer.Deserialize(json, CatalogJson.Default.CatalogFile)!.Models);
    }

    private sealed record CatalogFile(IReadOnlyList<ModelEntry> Models);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
    [JsonSerializable(typeof(CatalogFile))]
    private sealed partial class CatalogJson : JsonSerializerContext;
}
