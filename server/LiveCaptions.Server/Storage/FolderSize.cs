namespace LiveCaptions.Server.Storage;

/// <summary>How much is in a folder.</summary>
internal static class FolderSize
{
    /// <returns>Bytes of all files in it and below; 0 where there is none.</returns>
    public static long Of(string folder) => new DirectoryInfo(folder) is { Exists: true } there
        ? there.EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true }).Sum(LengthOf)
        : 0;

    private static long LengthOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (FileNotFoundException)
        {
            return 0; // It was deleted meanwhile.
        }
    }
}
