namespace LiveCaptions.Server.Storage;

/// <summary>The data folder on disk: nobody but the server's own user may look into it.</summary>
internal static class DataFolder
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes the folders that are missing, and takes the rights of others away where an earlier server left them.</summary>
    /// <returns>How many files and folders belong to somebody else, so that their rights stay.</returns>
    public static int Prepare(StorageOptions storage)
    {
        var isOpen = Directory.Exists(storage.DataDirectory) && IsOpen(storage.DataDirectory);
        Make(storage.DataDirectory);
        MoveKeys(storage);
        Make(storage.RecordingsDirectory);
        Make(storage.ImportsDirectory);

        // Whoever cannot enter a folder cannot read what is in it: the files need a look only when it was open before.
        return OperatingSystem.IsWindows() || !isOpen ? 0 : Close(storage);
    }

    /// <summary>Makes a folder that only its owner may enter.</summary>
    public static void Make(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, Owner);
        }
    }

    /// <summary>Only what is the server's: somebody may have given it a folder that has more in it.</summary>
    private static int Close(StorageOptions storage)
    {
        string[] own = [storage.RecordingsDirectory, storage.ImportsDirectory, storage.SecretKeysDirectory];
        var all = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        return Directory.EnumerateFiles(storage.DataDirectory, $"{Path.GetFileName(storage.DatabasePath)}*")
            .Concat(own.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFileSystemEntries(folder, "*", all).Append(folder)))
            .Append(storage.DataDirectory)
            .Concat(File.Exists(storage.LockPath) ? [storage.LockPath] : [])
            .Count(path => !TryClose(path));
    }

    private static bool TryClose(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        try
        {
            var mode = File.GetUnixFileMode(path);

            // A folder such as /tmp is everybody's on purpose.
            if ((mode & ~Owner) != UnixFileMode.None && !mode.HasFlag(UnixFileMode.StickyBit))
            {
                File.SetUnixFileMode(path, mode & Owner);
            }

            return true;
        }
        catch (FileNotFoundException)
        {
            return true; // Another process was done with it.
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsOpen(string folder) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(folder) & ~Owner) != UnixFileMode.None;

    // Their folder was called after the voice profiles, which were the first to be encrypted.
    private static void MoveKeys(StorageOptions storage)
    {
        var before = Path.Combine(storage.DataDirectory, "profile-keys");
        if (!Directory.Exists(before))
        {
            return;
        }

        Make(storage.SecretKeysDirectory);
        foreach (var key in Directory.GetFiles(before, "*.xml"))
        {
            File.Move(key, Path.Combine(storage.SecretKeysDirectory, Path.GetFileName(key)), overwrite: true);
        }

        if (!Directory.EnumerateFileSystemEntries(before).Any())
        {
            Directory.Delete(before);
        }
    }
}
