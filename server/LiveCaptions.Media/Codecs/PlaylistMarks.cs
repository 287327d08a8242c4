namespace LiveCaptions.Media.Codecs;

/// <summary>
/// Lists of other files that ffmpeg does not recognise, or under no name of its own: only so that people are told what they have handed in.
/// </summary>
internal static class PlaylistMarks
{
    private const int Looked = 1024;

    /// <summary>Whether a file that could not be read is one.</summary>
    public static bool Has(string path)
    {
        try
        {
            Span<byte> start = stackalloc byte[Looked];
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return file.CanSeek && Has(start[..file.ReadAtLeast(start, Looked, throwOnEndOfStream: false)]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool Has(ReadOnlySpan<byte> start) =>
        start.IndexOf("#EXTM3U"u8) >= 0 || start.StartsWith("[playlist]"u8) || start.StartsWith("ffconcat"u8);
}
