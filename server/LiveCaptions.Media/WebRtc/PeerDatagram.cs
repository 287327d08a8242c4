using System.Buffers;

namespace LiveCaptions.Media.WebRtc;

/// <summary>A datagram in a rented buffer; who takes it returns it.</summary>
internal readonly struct PeerDatagram
{
    private readonly byte[] _buffer;
    private readonly int _length;

    private PeerDatagram(DatagramKind kind, byte[] buffer, int length, PeerRoute? from) => (Kind, _buffer, _length, From) = (kind, buffer, length, from);

    /// <summary>Nothing came, time passed.</summary>
    public static PeerDatagram Tick { get; } = new(DatagramKind.Unknown, [], 0, from: null);

    public DatagramKind Kind { get; }

    /// <summary>Where it came from, if that is not known to be the peer's.</summary>
    public PeerRoute? From { get; }

    public Span<byte> Bytes => _buffer.AsSpan(0, _length);

    public static PeerDatagram Copy(DatagramKind kind, ReadOnlySpan<byte> datagram, PeerRoute? from)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(datagram.Length);
        datagram.CopyTo(buffer);
        return new PeerDatagram(kind, buffer, datagram.Length, from);
    }

    public void Return()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }
    }
}
