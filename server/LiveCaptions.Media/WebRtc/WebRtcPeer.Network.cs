using System.Net;
using LiveCaptions.Media.WebRtc.Ice;

namespace LiveCaptions.Media.WebRtc;

/// <summary>What the sockets' threads call.</summary>
public sealed partial class WebRtcPeer
{
    private const int MaxRoutes = 8;

    private static readonly IPEndPoint V4 = new(IPAddress.Any, 0);
    private static readonly IPEndPoint V6 = new(IPAddress.IPv6Any, 0);

    private readonly Lock _routing = new();
    private readonly List<PeerRoute> _routes = [];
    private volatile PeerRoute? _route;

    /// <summary>Answers a connectivity check; an authentic one makes its source an address of this peer.</summary>
    /// <returns>False when it is not by this peer's publisher.</returns>
    internal bool Answer(in StunMessage check, SocketAddress from, UdpSocket socket)
    {
        Span<byte> reply = stackalloc byte[IceLiteAgent.MaxReply];
        var endpoint = (IPEndPoint)(from.Family == V4.AddressFamily ? V4 : V6).Create(from);
        var result = Ice.Answer(check, endpoint, reply, out var length);
        if (result is IceCheck.Valid or IceCheck.Nominated)
        {
            _clock.Heard();
            Learn(from, socket, nominated: result == IceCheck.Nominated);
        }

        if (length > 0)
        {
            socket.Send(reply[..length], from);
        }

        return result != IceCheck.NotAuthentic;
    }

    /// <summary>A datagram from an address of this peer.</summary>
    internal void Add(DatagramKind kind, ReadOnlySpan<byte> datagram)
    {
        if (kind == DatagramKind.Dtls)
        {
            _dtls.Add(datagram);
            _greeted.TrySetResult();
            _inbox.Add(kind, []);
        }
        else
        {
            _inbox.Add(kind, datagram);
        }
    }

    internal void Tick() => _inbox.Tick();

    /// <summary>A network that changes under the publisher shows as checks from another address: audio from there is taken, and replies go there.</summary>
    private void Learn(SocketAddress from, UdpSocket socket, bool nominated)
    {
        lock (_routing)
        {
            var route = _routes.Find(known => known.Socket == socket && known.Remote.Equals(from));
            if (route is null)
            {
                route = PeerRoute.Copy(socket, from);
                _routes.Add(route);
                if (_routes.Count > MaxRoutes)
                {
                    Forget(_routes[0]);
                }
            }

            socket.Peers[route.Remote] = this;
            if (nominated || _route is null)
            {
                _route = route;
            }
        }
    }

    private void Forget(PeerRoute route)
    {
        _routes.Remove(route);
        route.Socket.Peers.TryRemove(KeyValuePair.Create(route.Remote, this));
    }

    private void Send(ReadOnlySpan<byte> datagram) => _route?.Send(datagram);
}
