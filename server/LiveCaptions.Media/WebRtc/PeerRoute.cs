using System.Net;

namespace LiveCaptions.Media.WebRtc;

/// <summary>How the other side is reached: by which socket of ours, at which address of theirs.</summary>
internal sealed class PeerRoute
{
    private readonly UdpSocket _socket;

    /// <param name="remote">The receiving thread's own, which it overwrites with the next datagram: copied.</param>
    public PeerRoute(UdpSocket socket, SocketAddress remote)
    {
        _socket = socket;
        Remote = new SocketAddress(remote.Family, remote.Size);
        remote.Buffer.Span[..remote.Size].CopyTo(Remote.Buffer.Span);
    }

    public SocketAddress Remote { get; }

    /// <summary>When something authentic showed last that the peer is there: a check, or audio from where nobody was.</summary>
    public TimeSpan CheckedAt { get; set; }

    public bool Is(PeerRoute other) => other._socket == _socket && other.Remote.Equals(Remote);

    /// <summary>What comes by it goes to <paramref name="peer"/>.</summary>
    public void LeadTo(WebRtcPeer peer) => _socket.Peers[Remote] = peer;

    public void LeadAwayFrom(WebRtcPeer peer) => _socket.Peers.TryRemove(KeyValuePair.Create(Remote, peer));

    public void Send(ReadOnlySpan<byte> datagram) => _socket.Send(datagram, Remote);
}
