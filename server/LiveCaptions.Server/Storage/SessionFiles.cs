namespace LiveCaptions.Server.Storage;

/// <summary>What a session has in the data folder besides its rows.</summary>
internal static class SessionFiles
{
    /// <summary>Deletes all files of a session.</summary>
    public static void Delete(StorageOptions storage, string id)
    {
        DeleteRecordings(storage, id);
        DeleteImports(storage, id);
    }

    public static void DeleteRecordings(StorageOptions storage, string id)
    {
        var folder = Path.Combine(storage.RecordingsDirectory, id);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Deletes what was uploaded or fetched for it, and the notes about that.</summary>
    public static void DeleteImports(StorageOptions storage, string id)
    {
        foreach (var file in Directory.EnumerateFiles(storage.ImportsDirectory, $"{id}.*"))
        {
            File.Delete(file);
        }
    }
}
