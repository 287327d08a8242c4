using System.Net;
using LiveCaptions.Media.WebRtc.Ice;

namespace LiveCaptions.Media.WebRtc;

/// <summary>What the sockets' threads call.</summary>
public sealed partial class WebRtcPeer
{
    private const int MaxRoutes = 8;

    /// <summary>DTLS datagrams a second behind the handshake.</summary>
    private const int MaxLateDtls = 10;

    private const int PayloadTypeBits = 0x7F;

    private static readonly IPEndPoint V4 = new(IPAddress.Any, 0);
    private static readonly IPEndPoint V6 = new(IPAddress.IPv6Any, 0);

    /// <summary>Publishers check at least every 6 s (RFC 7675 §5.1).</summary>
    private static readonly TimeSpan ConsentLasts = TimeSpan.FromSeconds(10);

    private readonly Lock _routing = new();

    // The one that was checked last is at the end.
    private readonly List<PeerRoute> _routes = [];
    private volatile PeerRoute? _route;
    private long _dtlsSecond;
    private int _dtlsCount;

    /// <summary>Set when the peer is registered.</summary>
    internal UdpMux? Mux { get; set; }

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
            var route = new PeerRoute(socket, from);
            if (socket.Peers.TryGetValue(from, out var other) && other != this && other.IsAt(route))
            {
                return false;
            }

            _clock.Heard();
            Learn(route, isNominated: result == IceCheck.Nominated);
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
        if (kind != DatagramKind.Dtls)
        {
            if (kind != DatagramKind.Rtp || (datagram[1] & PayloadTypeBits) != _videoPayloadType)
            {
                _inbox.Add(kind, datagram, _clock.Now, from);
            }
        }
        else if (_fromPublisher is null || TakesLateDtls())
        {
            _dtls.Add(datagram);
            _greeted.TrySetResult();
            _inbox.Add(kind, [], _clock.Now, from: null);
        }
    }

    // After the handshake there is a farewell to come, or its last flight again; each may block a thread for a millisecond.
    private bool TakesLateDtls()
    {
        var second = (long)_clock.Now.TotalSeconds;
        if (second != _dtlsSecond)
        {
            (_dtlsSecond, _dtlsCount) = (second, 0);
        }

        return ++_dtlsCount <= MaxLateDtls;
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

    /// <summary>
    /// A network that changes under the publisher shows as checks from another address: audio from there is taken, and replies go there.
    /// </summary>
    private void Learn(PeerRoute seen, bool isNominated)
    {
        lock (_routing)
        {
            if (IsRemoved)
            {
                return;
            }

            var route = _routes.Find(seen.Is) ?? seen;
            route.CheckedAt = _clock.Now;
            route.LeadTo(this);
            _routes.Remove(route);
            _routes.Add(route);
            if (isNominated || _route is null)
            {
                _route = route;
            }

            if (_routes.Count > MaxRoutes)
            {
                Forget(_routes.Find(other => other != _route)!);
            }
        }
    }

    private bool IsAt(PeerRoute address)
    {
        lock (_routing)
        {
            return _routes.Find(address.Is) is { } route && _clock.Now - route.CheckedAt < ConsentLasts;
        }
    }

    private void Forget(PeerRoute route)
    {
        _routes.Remove(route);
        route.LeadAwayFrom(this);
    }

    private void Send(ReadOnlySpan<byte> datagram) => _route?.Send(datagram);
}
