using System.Buffers;

namespace LiveCaptions.Media.WebRtc;

/// <summary>A datagram in a rented buffer; who takes it returns it.</summary>
internal readonly struct PeerDatagram
{
    private readonly byte[] _buffer;
    private readonly int _length;

    private PeerDatagram(DatagramKind kind, byte[] buffer, int length, TimeSpan arrival, PeerRoute? from) =>
        (Kind, _buffer, _length, Arrival, From) = (kind, buffer, length, arrival, from);

    /// <summary>Nothing came, time passed.</summary>
    public static PeerDatagram Tick { get; } = new(DatagramKind.Unknown, [], 0, arrival: default, from: null);

    public DatagramKind Kind { get; }

    /// <summary>When the socket had it, in the peer's time: how long it waited here is nobody's lateness.</summary>
    public TimeSpan Arrival { get; }

    /// <summary>Where it came from, if that is not known to be the peer's.</summary>
    public PeerRoute? From { get; }

    public Span<byte> Bytes => _buffer.AsSpan(0, _length);

    public static PeerDatagram Copy(DatagramKind kind, ReadOnlySpan<byte> datagram, TimeSpan arrival, PeerRoute? from)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(datagram.Length);
        datagram.CopyTo(buffer);
        return new PeerDatagram(kind, buffer, datagram.Length, arrival, from);
    }

    public void Return()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }
    }
}
