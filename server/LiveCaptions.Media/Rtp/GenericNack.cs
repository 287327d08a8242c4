using System.Buffers.Binary;

namespace LiveCaptions.Media.Rtp;

/// <summary>
/// Writes the packet that asks a sender to send again (RFC 4585 §6.2.1). Where reduced-size RTCP was not agreed,
/// it goes behind a receiver report.
/// </summary>
public static class GenericNack
{
    private const int Format = 1;
    private const int HeaderLength = 12;
    private const int EntryLength = 4;

    /// <summary>Bytes that always hold a NACK of so many packets.</summary>
    public static int MaxLength(int sequenceNumbers) => HeaderLength + (sequenceNumbers * EntryLength);

    /// <param name="destination">At least <see cref="MaxLength"/> bytes.</param>
    /// <param name="ssrc">Ours.</param>
    /// <param name="mediaSsrc">Of the sender.</param>
    /// <param name="sequenceNumbers">In sending order, each once; not empty.</param>
    /// <returns>The bytes written.</returns>
    public static int Write(Span<byte> destination, uint ssrc, uint mediaSsrc, ReadOnlySpan<ushort> sequenceNumbers)
    {
        var length = HeaderLength;
        while (!sequenceNumbers.IsEmpty)
        {
            var entry = destination.Slice(length, EntryLength);
            BinaryPrimitives.WriteUInt16BigEndian(entry, sequenceNumbers[0]);
            BinaryPrimitives.WriteUInt16BigEndian(entry[2..], TakeFollowers(ref sequenceNumbers));
            length += EntryLength;
        }

        RtcpHeader.Write(destination, Format, RtcpHeader.TransportFeedback, length);
        BinaryPrimitives.WriteUInt32BigEndian(destination[4..], ssrc);
        BinaryPrimitives.WriteUInt32BigEndian(destination[8..], mediaSsrc);
        return length;
    }

    // Takes the first number and those of the sixteen after it that are wanted too: bit i stands for first + i + 1.
    private static ushort TakeFollowers(ref ReadOnlySpan<ushort> sequenceNumbers)
    {
        var first = sequenceNumbers[0];
        sequenceNumbers = sequenceNumbers[1..];
        ushort followers = 0;
        while (!sequenceNumbers.IsEmpty && (ushort)(sequenceNumbers[0] - first - 1) < 16)
        {
            followers |= (ushort)(1 << (ushort)(sequenceNumbers[0] - first - 1));
            sequenceNumbers = sequenceNumbers[1..];
        }

        return followers;
    }
}
