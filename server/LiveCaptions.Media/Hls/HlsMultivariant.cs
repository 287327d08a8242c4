namespace LiveCaptions.Media.Hls;

/// <summary>An HLS multivariant playlist (RFC 8216 §4.3.4): names media playlists, of which one has the sound.</summary>
public static class HlsMultivariant
{
    /// <summary>Where the sound is: of the first quality that is offered, apart from its pictures where the server has it apart.</summary>
    /// <returns>As written; null where it is no such playlist.</returns>
    /// <exception cref="HlsPlaylistException">It cannot be read.</exception>
    public static string? FindAudio(string text)
    {
        if (HlsLines.Of(text) is not { } lines)
        {
            return null;
        }

        var at = Array.FindIndex(lines, line => HlsLines.IsTag(line, "#EXT-X-STREAM-INF", out _));
        if (at < 0)
        {
            return null;
        }

        HlsLines.IsTag(lines[at], "#EXT-X-STREAM-INF", out var value);
        var group = HlsAttributes.Parse(value)["AUDIO"];
        return (group is null ? null : FindRendition(lines, group)) ?? Array.Find(lines[at..], line => !line.StartsWith('#'));
    }

    // The one that players take by themselves. Without an address of its own it comes with the pictures (§4.3.4.2.1).
    private static string? FindRendition(string[] lines, string group)
    {
        HlsAttributes? found = null;
        foreach (var line in lines)
        {
            if (HlsLines.IsTag(line, "#EXT-X-MEDIA", out var value)
                && HlsAttributes.Parse(value) is var media && media["TYPE"] == "AUDIO" && media["GROUP-ID"] == group
                && (found is null || (found["DEFAULT"] != "YES" && media["DEFAULT"] == "YES")))
            {
                found = media;
            }
        }

        return found?["URI"] is { Length: > 0 } uri ? uri : null;
    }
}
