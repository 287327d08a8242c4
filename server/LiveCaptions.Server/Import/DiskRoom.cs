namespace LiveCaptions.Server.Import;

/// <summary>Whether the disk that imports are written to has room left for others: recordings and the database live on it, too.</summary>
/// <param name="folder">Where is written.</param>
/// <param name="floor">Bytes that stay free.</param>
internal sealed class DiskRoom(string folder, long floor)
{
    /// <summary>What is written between two looks.</summary>
    private const long Step = 8 * 1024 * 1024;

    private long _next;

    public string Told => $"The disk here is nearly full: {floor >> 20} MB stay free (LIVECAPTIONS_Storage__MinFreeMegabytes "
        + "sets it). Make room, and try again.";

    public bool IsShort => new DriveInfo(folder).AvailableFreeSpace < floor;

    /// <summary>Looks once in a while.</summary>
    public bool IsShortAt(long written)
    {
        if (written < _next)
        {
            return false;
        }

        _next = written + Step;
        return IsShort;
    }
}
