using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Numerics.Tensors;

namespace LiveCaptions.Media.WebRtc.Ice;

/// <summary>
/// The value of XOR-MAPPED-ADDRESS (RFC 8489 §14.2): family, port and address, hidden from NATs that rewrite what looks like an address.
/// </summary>
internal static class StunAddress
{
    /// <summary>The magic cookie and the transaction id, as they stand in the header.</summary>
    public const int MaskSize = 16;

    /// <summary>Bytes of an IPv6 address; one of IPv4 takes 12 less.</summary>
    public const int MaxSize = 20;

    private const int AddressOffset = 4;
    private const int IPv4Size = 4;
    private const int IPv6Size = 16;
    private const byte IPv4Family = 1;
    private const byte IPv6Family = 2;

    public static bool TryRead(ReadOnlySpan<byte> value, ReadOnlySpan<byte> mask, [NotNullWhen(true)] out IPEndPoint? address)
    {
        address = null;
        if (value.Length < AddressOffset || value.Length - AddressOffset != AddressSize(value[1]))
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[IPv6Size];
        bytes = bytes[..(value.Length - AddressOffset)];
        TensorPrimitives.Xor(value[AddressOffset..], mask[..bytes.Length], bytes);
        var port = BinaryPrimitives.ReadUInt16BigEndian(value[2..]) ^ BinaryPrimitives.ReadUInt16BigEndian(mask);
        address = new IPEndPoint(new IPAddress(bytes), port);
        return true;
    }

    /// <summary>Writes the value; an IPv4 address inside IPv6 (what a dual-stack socket tells) is written as IPv4.</summary>
    /// <param name="destination">At least <see cref="MaxSize"/> bytes.</param>
    /// <returns>Bytes written.</returns>
    public static int Write(Span<byte> destination, IPEndPoint address, ReadOnlySpan<byte> mask)
    {
        Span<byte> bytes = stackalloc byte[IPv6Size];
        address.Address.TryWriteBytes(bytes, out var size);
        if (address.Address.IsIPv4MappedToIPv6)
        {
            bytes = bytes[^IPv4Size..];
            size = IPv4Size;
        }

        destination[0] = 0;
        destination[1] = size == IPv4Size ? IPv4Family : IPv6Family;
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)(address.Port ^ BinaryPrimitives.ReadUInt16BigEndian(mask)));
        TensorPrimitives.Xor(bytes[..size], mask[..size], destination[AddressOffset..]);
        return AddressOffset + size;
    }

    private static int AddressSize(byte family) => family switch
    {
        IPv4Family => IPv4Size,
        IPv6Family => IPv6Size,
        _ => -1,
    };
}
