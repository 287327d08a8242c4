using System.Buffers.Binary;

namespace LiveCaptions.Media.WebRtc.Ice;

/// <summary>Goes through the attributes of a STUN message one by one (RFC 8489 §14): type, length, value, padding to four bytes.</summary>
internal ref struct StunAttributeReader
{
    public const int HeaderSize = 4;

    private readonly ReadOnlySpan<byte> _message;

    /// <param name="message">The message with its header.</param>
    public StunAttributeReader(ReadOnlySpan<byte> message)
    {
        _message = message;
        Offset = StunMessage.HeaderSize;
    }

    /// <summary>Where the next attribute begins, in bytes from the start of the message.</summary>
    public int Offset { get; private set; }

    public readonly bool IsAtEnd => Offset == _message.Length;

    /// <returns>False when the attribute, with its padding, is not wholly inside the message; nothing was read then.</returns>
    public bool TryRead(out StunAttribute type, out ReadOnlySpan<byte> value)
    {
        type = default;
        value = default;
        var rest = _message[Offset..];
        if (rest.Length < HeaderSize)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
        var padded = (length + 3) & ~3;
        if (rest.Length < HeaderSize + padded)
        {
            return false;
        }

        type = (StunAttribute)BinaryPrimitives.ReadUInt16BigEndian(rest);
        value = rest.Slice(HeaderSize, length);
        Offset += HeaderSize + padded;
        return true;
    }
}
