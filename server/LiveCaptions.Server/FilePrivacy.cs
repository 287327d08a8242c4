using System.Runtime.InteropServices;

namespace LiveCaptions.Server;

/// <summary>Who may read what this process writes.</summary>
internal static partial class FilePrivacy
{
    private const uint OthersRights = 0b000_111_111;

    /// <summary>From here on files and folders that this process or its children make are for its user alone.</summary>
    public static void OwnerOnly()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = Umask(OthersRights);
        }
    }

    [LibraryImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint Umask(uint mask);
}
