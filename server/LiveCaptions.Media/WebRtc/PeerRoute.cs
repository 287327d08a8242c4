using System.Net;

namespace LiveCaptions.Media.WebRtc;

/// <summary>How the other side is reached: by which socket of ours, at which address of theirs.</summary>
internal sealed record PeerRoute(UdpSocket Socket, SocketAddress Remote)
{
    /// <param name="remote">The receiving thread's own, which it overwrites with the next datagram: copied.</param>
    public static PeerRoute Copy(UdpSocket socket, SocketAddress remote)
    {
        var copy = new SocketAddress(remote.Family, remote.Size);
        remote.Buffer.Span[..remote.Size].CopyTo(copy.Buffer.Span);
        return new PeerRoute(socket, copy);
    }

    public void Send(ReadOnlySpan<byte> datagram) => Socket.Send(datagram, Remote);
}
