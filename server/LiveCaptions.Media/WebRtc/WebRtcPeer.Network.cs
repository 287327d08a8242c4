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
    private bool _isGone;

    /// <summary>Set when the peer is registered.</summary>
    internal UdpMux? Mux { get; set; }

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
            Learn(PeerRoute.Copy(socket, from), isNominated: result == IceCheck.Nominated);
        }

        if (length > 0)
        {
            socket.Send(reply[..length], from);
        }

        return result != IceCheck.NotAuthentic;
    }

    /// <summary>A datagram from an address of this peer.</summary>
    /// <param name="from">Where it came from, if that is not known to be this peer's.</param>
    internal void Add(DatagramKind kind, ReadOnlySpan<byte> datagram, PeerRoute? from = null)
    {
        if (kind == DatagramKind.Dtls)
        {
            _dtls.Add(datagram);
            _greeted.TrySetResult();
            _inbox.Add(kind, [], _clock.Now, from: null);
        }
        else
        {
            _inbox.Add(kind, datagram, _clock.Now, from);
        }
    }

    internal void Tick() => _inbox.Tick();

    /// <summary>No address is this peer's any more, nor ever will be.</summary>
    internal void ForgetRoutes()
    {
        lock (_routing)
        {
            _isGone = true;
            _routes.ForEach(Release);
            _routes.Clear();
        }
    }

    /// <summary>A network that changes under the publisher shows as checks from another address: audio from there is taken, and replies go there.</summary>
    private void Learn(PeerRoute route, bool isNominated)
    {
        lock (_routing)
        {
            if (_isGone)
            {
                return;
            }

            if (_routes.Find(route.Equals) is { } known)
            {
                route = known;
            }
            else
            {
                Keep(route);
            }

            route.Socket.Peers[route.Remote] = this;
            if (isNominated || _route is null)
            {
                _route = route;
            }
        }
    }

    private void Keep(PeerRoute route)
    {
        _routes.Add(route);
        if (_routes.Count > MaxRoutes)
        {
            Release(_routes[0]);
            _routes.RemoveAt(0);
        }
    }

    // Unless somebody else is there by now.
    private void Release(PeerRoute route) => route.Socket.Peers.TryRemove(KeyValuePair.Create(route.Remote, this));

    private void Send(ReadOnlySpan<byte> datagram) => _route?.Send(datagram);
}
