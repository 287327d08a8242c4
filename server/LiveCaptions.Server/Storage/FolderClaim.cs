namespace LiveCaptions.Server.Storage;

/// <summary>The data folder, by a lock on a file in it that goes with the process.</summary>
internal sealed class FolderClaim : DatabaseClaim
{
    private readonly FileStream _file;

    private FolderClaim(FileStream file) => _file = file;

    public override Task Lost { get; } = new TaskCompletionSource().Task;

    /// <exception cref="IOException">Another server runs on the folder.</exception>
    public static FolderClaim Take(StorageOptions storage)
    {
        var path = storage.LockPath;
        try
        {
            return new FolderClaim(File.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception) when (StorageFault.Of(exception) is null && File.Exists(path))
        {
            throw new IOException(
                $"Another LiveCaptions server runs on the data folder {storage.DataDirectory}. Stop it, or give this one a folder of its "
                + "own with --data.",
                exception);
        }
    }

    public override ValueTask DisposeAsync() => _file.DisposeAsync();
}
