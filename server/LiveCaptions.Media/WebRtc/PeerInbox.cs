using System.Threading.Channels;

namespace LiveCaptions.Media.WebRtc;

/// <summary>
/// One connection's datagrams on their way from the sockets' threads to the one that decrypts and decodes. When it is full the newest is
/// dropped, as a network would: the RTP receiver notices and counts.
/// </summary>
internal sealed class PeerInbox
{
    /// <summary>Five seconds of audio.</summary>
    public const int Capacity = 256;

    private readonly Channel<PeerDatagram> _channel = Channel.CreateBounded<PeerDatagram>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private volatile bool _somethingCame;

    public void Add(DatagramKind kind, ReadOnlySpan<byte> datagram, TimeSpan arrival, PeerRoute? from)
    {
        _somethingCame = true;
        var item = PeerDatagram.Copy(kind, datagram, arrival, from);
        if (!_channel.Writer.TryWrite(item))
        {
            item.Return();
        }
    }

    /// <summary>Wakes the reader where nothing else does.</summary>
    public void Tick()
    {
        if (_somethingCame)
        {
            _somethingCame = false;
        }
        else if (_channel.Reader.Count == 0)
        {
            _channel.Writer.TryWrite(PeerDatagram.Tick);
        }
    }

    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _channel.Reader.WaitToReadAsync(cancellationToken);

    public bool TryTake(out PeerDatagram datagram) => _channel.Reader.TryRead(out datagram);

    /// <summary>Nothing comes any more; gives the buffers back.</summary>
    public void Close()
    {
        _channel.Writer.TryComplete();
        while (_channel.Reader.TryRead(out var datagram))
        {
            datagram.Return();
        }
    }
}
