using System.Globalization;
using System.Runtime.InteropServices;

namespace LiveCaptions.Media.Hls;

/// <summary>A part of what an address gives (RFC 8216 §4.3.2.2).</summary>
/// <param name="Start">Bytes before it.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct HlsByteRange(long Start, long Length)
{
    private const long Most = 1L << 48;

    /// <summary>Where the next part begins that does not say so.</summary>
    public long End => Start + Length;

    /// <param name="text"><c>LENGTH@START</c>; without a start it goes on where the one before ended.</param>
    /// <exception cref="HlsPlaylistException">It is none.</exception>
    internal static HlsByteRange Parse(string text, long? before)
    {
        var parts = text.Split('@');
        return TryNumber(parts[0], out var length) && length > 0
            && (parts.Length == 1 ? before is not null : parts.Length == 2)
            && (parts.Length == 1 ? (before!.Value is var start) : TryNumber(parts[1], out start))
            && start + length <= Most
            ? new HlsByteRange(start, length)
            : throw new HlsPlaylistException("The playlist has a range of bytes that cannot be read.");
    }

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= Most;
}
