using System.Globalization;
using System.Net;
using System.Text;

namespace LiveCaptions.Server.Import.Links;

/// <summary>What an HLS media playlist (RFC 8216) tells of where it stands.</summary>
/// <param name="IsOver">No segment will be added.</param>
/// <param name="Next">Number that the next segment will have.</param>
public sealed record HlsPlaylist(bool IsOver, long Next)
{
    /// <summary>Far more than any has; what is behind is not read.</summary>
    private const int MaxBytes = 1024 * 1024;

    /// <summary>By its type, or by its name where the server has no type for it.</summary>
    public static bool IsOne(HttpResponseMessage response) => response.Content.Headers.ContentType?.MediaType?.ToLowerInvariant() switch
    {
        "application/vnd.apple.mpegurl" or "application/x-mpegurl" or "audio/mpegurl" or "audio/x-mpegurl" => true,
        _ => response.StatusCode == HttpStatusCode.OK && response.RequestMessage!.RequestUri!.AbsolutePath.EndsWith(".m3u8", StringComparison.OrdinalIgnoreCase),
    };

    internal static async Task<string> TextAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var bytes = new byte[MaxBytes];
        var length = await body.ReadAtLeastAsync(bytes, MaxBytes, throwOnEndOfStream: false, cancellationToken);
        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    /// <summary>Where the first quality is that a multivariant playlist offers; null where it is none.</summary>
    internal static string? FirstVariant(string text)
    {
        var lines = Lines(text);
        var at = Array.FindIndex(lines, line => line.StartsWith("#EXT-X-STREAM-INF", StringComparison.Ordinal));
        return at < 0 ? null : Array.Find(lines[at..], line => !line.StartsWith('#'));
    }

    /// <returns>Null when it is no media playlist.</returns>
    internal static HlsPlaylist? Parse(string text)
    {
        var lines = Lines(text);
        if (lines is not ["#EXTM3U", ..] || !Array.Exists(lines, line => line.StartsWith("#EXT-X-TARGETDURATION", StringComparison.Ordinal)))
        {
            return null;
        }

        const string sequence = "#EXT-X-MEDIA-SEQUENCE:";
        var first = Array.Find(lines, line => line.StartsWith(sequence, StringComparison.Ordinal)) is { } said
            && long.TryParse(said.AsSpan(sequence.Length), CultureInfo.InvariantCulture, out var number) ? number : 0;
        return new HlsPlaylist(
            Array.Exists(lines, line => line is "#EXT-X-ENDLIST" or "#EXT-X-PLAYLIST-TYPE:VOD"),
            first + lines.Count(line => line.StartsWith("#EXTINF", StringComparison.Ordinal)));
    }

    private static string[] Lines(string text) => text.TrimStart('\uFEFF').Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
