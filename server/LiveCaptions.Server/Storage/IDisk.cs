using Microsoft.Win32.SafeHandles;

namespace LiveCaptions.Server.Storage;

/// <summary>What recordings ask of the disk: the seam at which tests make it full.</summary>
public interface IDisk
{
    /// <exception cref="IOException">It refuses. Some of the bytes may be written.</exception>
    void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset);

    /// <returns>Bytes that may still be written beside a folder; null where that is not known.</returns>
    long? FindFreeBytes(string folder);
}
