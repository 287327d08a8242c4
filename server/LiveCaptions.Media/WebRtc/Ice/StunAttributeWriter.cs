using System.Buffers.Binary;
using System.Net;

namespace LiveCaptions.Media.WebRtc.Ice;

/// <summary>Appends attributes to a STUN message; a buffer that is too small throws <see cref="ArgumentException"/>.</summary>
internal ref struct StunAttributeWriter
{
    private readonly Span<byte> _buffer;
    private int _length = StunMessage.HeaderSize;

    public StunAttributeWriter(Span<byte> buffer, StunClass messageClass, ReadOnlySpan<byte> transactionId)
    {
        _buffer = buffer;
        var classBits = (((int)messageClass & 2) << 7) | (((int)messageClass & 1) << 4);
        BinaryPrimitives.WriteUInt16BigEndian(buffer, (ushort)(classBits | StunMessage.BindingMethod));
        BinaryPrimitives.WriteUInt32BigEndian(buffer[4..], StunMessage.MagicCookie);
        transactionId[..StunMessage.TransactionIdSize].CopyTo(buffer[8..]);
    }

    public void Add(StunAttribute type, scoped ReadOnlySpan<byte> value) => value.CopyTo(Reserve(type, value.Length));

    public void Add(StunAttribute type, uint value) => BinaryPrimitives.WriteUInt32BigEndian(Reserve(type, sizeof(uint)), value);

    public void Add(StunAttribute type, ulong value) => BinaryPrimitives.WriteUInt64BigEndian(Reserve(type, sizeof(ulong)), value);

    public void AddMappedAddress(IPEndPoint address)
    {
        Span<byte> value = stackalloc byte[StunAddress.MaxSize];
        var size = StunAddress.Write(value, address, _buffer.Slice(4, StunAddress.MaskSize));
        Add(StunAttribute.XorMappedAddress, value[..size]);
    }

    public void AddErrorCode(StunErrorCode code, ReadOnlySpan<byte> reason)
    {
        var value = Reserve(StunAttribute.ErrorCode, 4 + reason.Length);
        value[..2].Clear();
        value[2] = (byte)((int)code / 100);
        value[3] = (byte)((int)code % 100);
        reason.CopyTo(value[4..]);
    }

    public void AddUnknownAttributes(ReadOnlySpan<ushort> types)
    {
        var value = Reserve(StunAttribute.UnknownAttributes, types.Length * sizeof(ushort));
        for (var i = 0; i < types.Length; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(value[(i * sizeof(ushort))..], types[i]);
        }
    }

    /// <summary>Adds MESSAGE-INTEGRITY, unless there is no password, and FINGERPRINT.</summary>
    /// <returns>Bytes of the message.</returns>
    public int Finish(ReadOnlySpan<byte> password)
    {
        if (!password.IsEmpty)
        {
            var covered = _buffer[.._length];
            StunIntegrity.Compute(covered, password, Reserve(StunAttribute.MessageIntegrity, StunMessage.IntegritySize));
        }

        var protectedLength = _length;
        var fingerprint = Reserve(StunAttribute.Fingerprint, sizeof(uint));
        BinaryPrimitives.WriteUInt16BigEndian(_buffer[2..], (ushort)(_length - StunMessage.HeaderSize));
        BinaryPrimitives.WriteUInt32BigEndian(fingerprint, StunFingerprint.Compute(_buffer[..protectedLength]));
        return _length;
    }

    private Span<byte> Reserve(StunAttribute type, int size)
    {
        var padded = (size + 3) & ~3;
        var attribute = _buffer.Slice(_length, StunAttributeReader.HeaderSize + padded);
        BinaryPrimitives.WriteUInt16BigEndian(attribute, (ushort)type);
        BinaryPrimitives.WriteUInt16BigEndian(attribute[2..], (ushort)size);
        attribute[(StunAttributeReader.HeaderSize + size)..].Clear();
        _length += attribute.Length;
        return attribute.Slice(StunAttributeReader.HeaderSize, size);
    }
}
