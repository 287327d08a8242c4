using System.Net;
using LiveCaptions.Media.WebRtc.Ice;

namespace LiveCaptions.Media.WebRtc;

/// <summary>What the sockets' threads call.</summary>
public sealed partial class WebRtcPeer
{
    private const int MaxRoutes = 8;

    private static readonly IPEndPoint V4 = new(IPAddress.Any, 0);
    private static readonly IPEndPoint V6 = new(IPAddress.IPv6Any, 0);

    /// <summary>Publishers check at least every 6 s (RFC 7675 §5.1).</summary>
    private static readonly TimeSpan ConsentLasts = TimeSpan.FromSeconds(10);

    private readonly Lock _routing = new();

    // The one that was checked last is at the end.
    private readonly List<PeerRoute> _routes = [];
    private volatile PeerRoute? _route;

    /// <summary>Whether it can not be reached any more, and never will be.</summary>
    internal bool IsRemoved { get; private set; }

    /// <summary>Answers a connectivity check; an authentic one makes its source an address of this peer.</summary>
    /// <returns>False when it is not by this peer's publisher, or comes from where another one is.</returns>
    internal bool Answer(in StunMessage check, SocketAddress from, UdpSocket socket)
    {
        Span<byte> reply = stackalloc byte[IceLiteAgent.MaxReply];
        var endpoint = (IPEndPoint)(from.Family == V4.AddressFamily ? V4 : V6).Create(from);
        var result = Ice.Answer(check, endpoint, reply, out var length);
        if (result is IceCheck.Valid or IceCheck.Nominated)
        {
            // Sources can be forged: with a key of their own, somebody could otherwise draw others' audio to themselves.
            if (socket.Peers.TryGetValue(from, out var other) && other != this && other.IsAt(from, socket))
            {
                return false;
            }

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

    /// <summary>No address leads here any more, and none ever will: checks that are being answered at this moment find nobody.</summary>
    internal void LeaveAddresses()
    {
        lock (_routing)
        {
            IsRemoved = true;
            while (_routes is [.., var route])
            {
                Forget(route);
            }
        }
    }

    /// <summary>A network that changes under the publisher shows as checks from another address: audio from there is taken, and replies go there.</summary>
    private void Learn(SocketAddress from, UdpSocket socket, bool nominated)
    {
        lock (_routing)
        {
            if (IsRemoved)
            {
                return;
            }

            var route = _routes.Find(known => known.Is(socket, from)) ?? new PeerRoute(socket, from);
            route.CheckedAt = _clock.Now;
            route.LeadTo(this);
            _routes.Remove(route);
            _routes.Add(route);
            if (nominated || _route is null)
            {
                _route = route;
            }

            if (_routes.Count > MaxRoutes)
            {
                Forget(_routes.Find(other => other != _route)!);
            }
        }
    }

    private bool IsAt(SocketAddress address, UdpSocket socket)
    {
        lock (_routing)
        {
            return _routes.Find(known => known.Is(socket, address)) is { } route && _clock.Now - route.CheckedAt < ConsentLasts;
        }
    }

    private void Forget(PeerRoute route)
    {
        _routes.Remove(route);
        route.LeadAwayFrom(this);
    }

    private void Send(ReadOnlySpan<byte> datagram) => _route?.Send(datagram);
}
