using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiveCaptions.Speech.Inference.Catalog;

/// <summary>The models this program can fetch: <c>models/catalog.json</c>, built into the assembly.</summary>
public sealed partial class ModelCatalog
{
    // Lazy, as a static initialiser would hide what is wrong with the file.
    private static readonly Lazy<ModelCatalog> BuiltIn = new(ReadDefault);

    private readonly Dictionary<string, ModelEntry> _byId;

    /// <exception cref="InvalidDataException">An entry is not as its engine needs it.</exception>
    public ModelCatalog(IReadOnlyList<ModelEntry> models)
    {
        foreach (var model in models)
        {
            if (FindFault(model) is { } fault)
            {
                throw new InvalidDataException($"Model '{model.Id}' of the catalog: {fault}.");
            }
        }

        Models = models;
        _byId = models.ToDictionary(model => model.Id, StringComparer.Ordinal);
    }

    public IReadOnlyList<ModelEntry> Models { get; }

    public static ModelCatalog Default => BuiltIn.Value;

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

    private static string? FindFault(ModelEntry model)
    {
        if (model.Engine == ModelEntry.WhisperEngine)
        {
            return model.Files.Count == 1 && model.Id.StartsWith(ModelEntry.WhisperIds, StringComparison.Ordinal)
                ? null
                : $"a Whisper model has one file, and its id begins with {ModelEntry.WhisperIds}";
        }

        if (model.Engine == ModelEntry.ExportedEngine)
        {
            return model.Languages.Count > 0 && model.Id.StartsWith(ModelEntry.ExportedIds, StringComparison.Ordinal)
                ? null
                : $"a recogniser in ONNX has languages, and its id begins with {ModelEntry.ExportedIds}";
        }

        if (model.Engine is not (ModelEntry.SpeakerEngine or ModelEntry.EmotionEngine))
        {
            return null;
        }

        if (model.Files is not [var file] || !file.Name.EndsWith(".onnx", StringComparison.Ordinal))
        {
            return $"{(model.Engine == ModelEntry.SpeakerEngine ? "a speaker" : "an emotion")} model has one file, "
                + "and its name ends in .onnx";
        }

        string[] known = [.. Enum.GetNames<EmotionLabel>().Select(name => name.ToLowerInvariant()), ModelEntry.OtherLabel];
        return model.Engine == ModelEntry.EmotionEngine && (model.Labels is null || model.Labels.Except(known).Any())
            ? $"an emotion model has labels, one for each of its outputs, of: {string.Join(", ", known)}"
            : null;
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

    /// <exception cref="JsonException">It is not as <c>models/README.md</c> says.</exception>
    internal static ModelCatalog Read(Stream json) => new(JsonSerializer.Deserialize(json, CatalogJson.Default.CatalogFile)!.Models);

    private static ModelCatalog ReadDefault()
    {
        using var json = typeof(ModelCatalog).Assembly.GetManifestResourceStream("catalog.json")!;
        return Read(json);
    }

    private sealed record CatalogFile(IReadOnlyList<ModelEntry> Models);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
    [JsonSerializable(typeof(CatalogFile))]
    private sealed partial class CatalogJson : JsonSerializerContext;
}
