using System.Buffers.Binary;

namespace LiveCaptions.Media.Rtmp;

/// <summary>FLAC's beginning (RFC 9639 §8), for streams that come without.</summary>
public static class FlacConfiguration
{
    private static readonly int[] Rates = [0, 88_200, 176_400, 192_000, 8_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000];
    private static readonly int[] Depths = [0, 8, 12, 0, 16, 20, 24, 32];

    /// <summary>As a frame's own header (§9.1) says it: <c>fLaC</c> and STREAMINFO.</summary>
    /// <returns>Null where it is no frame, or leaves it to the beginning.</returns>
    public static byte[]? Of(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < 4 || frame[0] != 0xFF || (frame[1] & 0xFE) != 0xF8)
        {
            return null;
        }

        var rate = Rates.ElementAtOrDefault(frame[2] & 0x0F);
        var channels = (frame[3] >> 4) switch { < 8 and var code => code + 1, <= 10 => 2, _ => 0 };
        var depth = Depths[(frame[3] >> 1) & 7];
        return rate > 0 && channels > 0 && depth > 0 ? Write(rate, channels, depth) : null;
    }

    private static byte[] Write(int rate, int channels, int depth)
    {
        const int Size = 34, SmallestBlock = 16;
        byte[] header = [.. "fLaC"u8, 0x80, 0, 0, Size, .. new byte[Size]];
        var info = header.AsSpan(8);
        BinaryPrimitives.WriteUInt16BigEndian(info, SmallestBlock);
        BinaryPrimitives.WriteUInt16BigEndian(info[2..], ushort.MaxValue);

        // 20 bits of rate, 3 of channels, 5 of depth, each of the latter less one; how long it is, and its checksum, nobody knows.
        BinaryPrimitives.WriteUInt32BigEndian(info[10..], ((uint)rate << 12) | ((uint)(channels - 1) << 9) | ((uint)(depth - 1) << 4));
        return header;
    }
}
