namespace LiveCaptions.Speech.Inference.Catalog;

/// <summary>A mirror on disk: <c>&lt;folder&gt;/&lt;model id&gt;/&lt;file&gt;</c>.</summary>
internal sealed class FolderSource(string folder, string modelId) : IModelSource
{
    public string Name => folder;

    public async Task FetchAsync(
        IReadOnlyList<ModelFile> files, string staging, IProgress<PullProgress> progress, CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            var path = Path.Combine(folder, modelId, file.Name);
            if (!File.Exists(path))
            {
                throw new ModelPullException($"there is no {path}");
            }

            progress.Report(new PullProgress(modelId, file.Name, 0, file.Bytes));
            await using var from = File.OpenRead(path);
            await using var to = File.Create(Path.Combine(staging, file.Name));
            await from.CopyToAsync(to, cancellationToken);
        }
    }
}
