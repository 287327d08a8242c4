using System.Security.Cryptography;

namespace LiveCaptions.Speech.Inference.Catalog;

/// <summary>The pulled models of one folder: <c>&lt;folder&gt;/&lt;id&gt;/&lt;file&gt;</c>.</summary>
public sealed class ModelStore(string folder)
{
    public string Folder { get; } = folder;

    public string PathOf(ModelEntry model, ModelFile file) => Path.Combine(Folder, model.Id, file.Name);

    /// <summary>Whether all files are there with the right length: what can be known at once.</summary>
    public bool IsPresent(ModelEntry model) =>
        model.Files.All(file => new FileInfo(PathOf(model, file)) is { Exists: true } info && info.Length == file.Bytes);

    /// <summary>Full paths of a model's files by their names.</summary>
    /// <exception cref="ModelMissingException">Not all of them are there.</exception>
    public IReadOnlyDictionary<string, string> Locate(ModelEntry model) => IsPresent(model)
        ? model.Files.ToDictionary(file => file.Name, file => PathOf(model, file), StringComparer.Ordinal)
        : throw new ModelMissingException(model.Id, Path.Combine(Folder, model.Id));

    /// <summary>Full path of one file of a model, whether or not the catalog has it.</summary>
    /// <exception cref="ModelMissingException">It is not there.</exception>
    public string Locate(string model, string file)
    {
        var path = Path.Combine(Folder, model, file);
        return File.Exists(path) ? path : throw new ModelMissingException(model, Path.GetDirectoryName(path)!);
    }

    /// <summary>Reads every byte of a model's file: whether it is there and the right one.</summary>
    public Task<bool> IsIntactAsync(ModelEntry model, ModelFile file, CancellationToken cancellationToken) =>
        HasHashAsync(PathOf(model, file), file, cancellationToken);

    internal static async Task<bool> HasHashAsync(string path, ModelFile file, CancellationToken cancellationToken)
    {
        if (!File.Exists(path) || new FileInfo(path).Length != file.Bytes)
        {
            return false;
        }

        await using var stream = File.OpenRead(path);
        var hash = await SHA256.HashDataAsync(stream, cancellationToken);
        return Convert.ToHexStringLower(hash) == file.Sha256;
    }
}
