using System.Buffers.Binary;

namespace LiveCaptions.Media.Hls;

/// <summary>How segments are encrypted (RFC 8216 §4.3.2.4): AES-128 in CBC mode, whole.</summary>
/// <param name="Uri">Where the key's 16 bytes are, as written.</param>
/// <param name="Iv">16 bytes; null is the segment's number.</param>
public sealed record HlsKey(string Uri, byte[]? Iv)
{
    public const int Size = 16;

    /// <summary>What it begins with for a segment (§5.2).</summary>
    public byte[] IvOf(long number) => Iv ?? BigEndian((ulong)number);

    /// <returns>Null where nothing is encrypted.</returns>
    /// <exception cref="HlsPlaylistException">It is encrypted as is not taken here.</exception>
    internal static HlsKey? Parse(HlsAttributes attributes)
    {
        if (attributes["METHOD"] is "NONE")
        {
            return null;
        }

        return attributes["METHOD"] is "AES-128" && (attributes["KEYFORMAT"] ?? "identity") == "identity"
            && attributes["URI"] is { Length: > 0 } uri
            ? new HlsKey(uri, attributes.Bytes("IV", Size))
            : throw new HlsPlaylistException("The stream is encrypted in a way that is not taken here; AES-128 is.");
    }

    internal static byte[] BigEndian(UInt128 number)
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
        return bytes;
    }
}
