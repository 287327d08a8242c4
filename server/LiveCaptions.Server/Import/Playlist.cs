using LiveCaptions.Media;

namespace LiveCaptions.Server.Import;

/// <summary>Files that ffmpeg would follow to other files: who hands one in must not make the server read what lies on it.</summary>
internal static class Playlist
{
    private const int Looked = 4096;

    /// <exception cref="MediaReadException">It is one, by the marks that ffmpeg's own probes look for (HLS, concat, DASH).</exception>
    public static void Refuse(string path)
    {
        Span<byte> start = stackalloc byte[Looked];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        start = start[..file.ReadAtLeast(start, Looked, throwOnEndOfStream: false)];
        if (start.IndexOf("#EXTM3U"u8) >= 0 || start.IndexOf("ffconcat"u8) >= 0 || start.IndexOf("<MPD"u8) >= 0)
        {
            throw new MediaReadException("It is a playlist, which only names other files. Import those.");
        }
    }
}
