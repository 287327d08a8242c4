namespace LiveCaptions.Server.Storage;

/// <summary>What a session has in the data folder besides its rows and recordings.</summary>
internal static class SessionFiles
{
    /// <summary>Deletes what was uploaded or fetched for it, and the notes about that.</summary>
    public static void DeleteImports(StorageOptions storage, string id)
    {
        foreach (var file in Directory.EnumerateFiles(storage.ImportsDirectory, $"{id}.*"))
        {
            File.Delete(file);
        }
    }
}
