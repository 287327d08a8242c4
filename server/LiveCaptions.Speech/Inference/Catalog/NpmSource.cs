using System.Formats.Tar;
using System.IO.Compression;

namespace LiveCaptions.Speech.Inference.Catalog;

/// <summary>A folder of a package, fetched by <c>npm pack</c>: the tarball alone, no dependencies, no scripts.</summary>
internal sealed class NpmSource(string package, string folder, string modelId) : IModelSource
{
    public string Name => $"npm package {package}";

    public async Task FetchAsync(
        IReadOnlyList<ModelFile> files, string staging, IProgress<PullProgress> progress, CancellationToken cancellationToken)
    {
        progress.Report(new PullProgress(modelId, Name, null, files.Sum(file => file.Bytes)));
        var packed = Directory.CreateDirectory(Path.Combine(staging, "npm"));
        try
        {
            await NpmClient.PackAsync(package, packed.FullName, cancellationToken);
            var tarball = packed.EnumerateFiles("*.tgz").FirstOrDefault() ?? throw new ModelPullException("npm pack brought no tarball");
            await ExtractAsync(tarball.FullName, files, staging, cancellationToken);
        }
        finally
        {
            packed.Delete(recursive: true);
        }
    }

    // Entry names are compared, never used as paths: a tarball cannot write elsewhere.
    private async Task ExtractAsync(string tarball, IReadOnlyList<ModelFile> files, string staging, CancellationToken cancellationToken)
    {
        var wanted = files.ToDictionary(EntryName, file => file.Name, StringComparer.Ordinal);
        await using var compressed = File.OpenRead(tarball);
        await using var tar = new TarReader(new GZipStream(compressed, CompressionMode.Decompress));
        while (wanted.Count > 0 && await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
        {
            if (wanted.Remove(entry.Name, out var name))
            {
                await entry.ExtractToFileAsync(Path.Combine(staging, name), overwrite: true, cancellationToken);
            }
        }

        if (wanted.Count > 0)
        {
            throw new ModelPullException($"the package does not hold {wanted.Keys.First()}");
        }
    }

    private string EntryName(ModelFile file) => folder == "." ? $"package/{file.Name}" : $"package/{folder}/{file.Name}";
}
