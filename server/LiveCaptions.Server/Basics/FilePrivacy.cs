using System.Runtime.InteropServices;

namespace LiveCaptions.Server.Basics;

/// <summary>Who may read what this process writes.</summary>
internal static partial class FilePrivacy
{
    private const uint OthersRights = 0b000_111_111;
    private static uint? _usual;

    /// <summary>From here on files and folders that this process or its children make are for its user alone.</summary>
    public static void OwnerOnly()
    {
        if (!OperatingSystem.IsWindows())
        {
            _usual = Umask(OthersRights);
        }
    }

    /// <summary>
    /// Until it is disposed of files are as usual again, for what is no secret, such as models. It holds for all threads, but what else the
    /// server writes meanwhile is in the data folder, which others cannot enter.
    /// </summary>
    public static IDisposable AsUsual() => new Usual();

    private sealed class Usual : IDisposable
    {
        private readonly uint? _before = _usual is { } usual ? Umask(usual) : null;

        public void Dispose()
        {
            if (_before is { } mask)
            {
                _ = Umask(mask);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint Umask(uint mask);
}
