using System.Runtime.InteropServices;

namespace LiveCaptions.Media.Rtmp;

/// <summary>
/// The header of an ADTS frame (ISO/IEC 14496-3, 1.A.3.2), in which AAC files and MPEG-TS carry what FLV has in its configuration.
/// </summary>
/// <param name="Size">Bytes of the header: 7, or 9 with a checksum.</param>
/// <param name="FrameSize">Bytes of the whole frame.</param>
/// <param name="Rate">Samples a second.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AdtsHeader(int Size, int FrameSize, int ObjectType, int Rate, int Channels)
{
    private const int ShortSize = 7;
    private const int LongSize = 9;

    /// <summary>What a decoder of bare frames has to know.</summary>
    public byte[] Configuration => AacConfiguration.Of(ObjectType, Rate, Channels);

    /// <returns>False for everything else. A bare frame never begins so: that would be the mark of its end.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out AdtsHeader header)
    {
        header = default;
        if (bytes.Length < ShortSize || bytes[0] != 0xFF || (bytes[1] & 0xF6) != 0xF0
            || AacConfiguration.RateAt((bytes[2] >> 2) & 0x0F) is not { } rate)
        {
            return false;
        }

        var size = (bytes[1] & 1) != 0 ? ShortSize : LongSize;
        var frame = ((bytes[3] & 3) << 11) | (bytes[4] << 3) | (bytes[5] >> 5);
        header = new AdtsHeader(size, frame, (bytes[2] >> 6) + 1, rate, ((bytes[2] & 1) << 2) | (bytes[3] >> 6));
        return frame > size && frame <= bytes.Length;
    }
}
