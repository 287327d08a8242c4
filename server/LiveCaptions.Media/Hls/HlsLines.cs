namespace LiveCaptions.Media.Hls;

/// <summary>The lines of a playlist (RFC 8216 §4.1), of which no one is so long that it could be none.</summary>
internal static class HlsLines
{
    /// <summary>Characters of a playlist. A day of segments of two seconds has less.</summary>
    public const int MaxLength = 4 * 1024 * 1024;

    private const int MaxLines = 250_000;
    private const int MaxLine = 8 * 1024;

    /// <returns>Null when it does not begin as a playlist does.</returns>
    /// <exception cref="HlsPlaylistException">It is too long.</exception>
    public static string[]? Of(string text)
    {
        if (text.Length > MaxLength || text.AsSpan().Count('\n') > MaxLines)
        {
            throw new HlsPlaylistException("The playlist is too long.");
        }

        var lines = text.TrimStart('\uFEFF').Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return lines is not ["#EXTM3U", ..] ? null
            : Array.Exists(lines, line => line.Length > MaxLine)
                ? throw new HlsPlaylistException("The playlist has a line that is too long.")
            : lines;
    }

    /// <summary>What stands behind a tag and its colon.</summary>
    public static bool IsTag(string line, string tag, out string value)
    {
        var isTag = line.StartsWith(tag, StringComparison.Ordinal) && (line.Length == tag.Length || line[tag.Length] == ':');
        value = isTag && line.Length > tag.Length ? line[(tag.Length + 1)..] : "";
        return isTag;
    }
}
