using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using LiveCaptions.Media.WebRtc.Ice;

namespace LiveCaptions.Media.WebRtc;

/// <summary>
/// All publishers behind one UDP port: a socket per address, whose datagrams go to the peer that proved to be at their source address.
/// A peer proves it by a connectivity check with its name and password (RFC 8445); nothing else from a stranger is even looked at.
/// </summary>
public sealed class UdpMux : IAsyncDisposable
{
    /// <summary>How often peers from which nothing comes may look at their deadlines.</summary>
    private static readonly TimeSpan TickPeriod = TimeSpan.FromMilliseconds(50);

    /// <summary>Of the SSRC in an RTP header.</summary>
    private const int SourceOffset = 8;

    private readonly ConcurrentDictionary<ulong, WebRtcPeer> _byUfrag = new();
    private readonly ConcurrentDictionary<uint, WebRtcPeer> _bySource = new();
    private readonly Lock _registering = new();
    private readonly List<UdpSocket> _sockets = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly TimeProvider _time;
    private Task _ticking = Task.CompletedTask;
    private long _strangers;
    private long _faults;

    private UdpMux(TimeProvider time) => _time = time;

    /// <summary>Datagrams from nobody we know, or that are nothing we know.</summary>
    public long Strangers => Interlocked.Read(ref _strangers);

    /// <summary>Datagrams that made our own code fail; each is a bug.</summary>
    public long Faults => Interlocked.Read(ref _faults);

    /// <summary>The last of them.</summary>
    public Exception? LastFault { get; private set; }

    /// <summary>Where publishers may send to, best first.</summary>
    public IReadOnlyList<(UdpAddress Address, int Port)> Endpoints => [.. _sockets.Select(socket => (socket.Address, socket.Port))];

    /// <summary>Bytes that the kernel holds of what nobody has received yet, of the socket with the fewest.</summary>
    public int ReceiveBufferBytes => _sockets.Select(socket => socket.BufferBytes).DefaultIfEmpty().Min();

    /// <summary>Names that checks may come for.</summary>
    internal int Names => _byUfrag.Count;

    /// <summary>Addresses at which somebody proved to be.</summary>
    internal int Addresses => _sockets.Sum(socket => socket.Peers.Count);

    /// <summary>Opens the sockets and starts receiving.</summary>
    /// <param name="port">The same on all addresses; 0 takes a free one, and the same for the others where it is free there too.</param>
    /// <exception cref="SocketException">An address is not this machine's, or the port is taken.</exception>
    public static UdpMux Open(IReadOnlyList<UdpAddress> addresses, int port, TimeProvider time)
    {
        var mux = new UdpMux(time);
        try
        {
            foreach (var address in addresses)
            {
                mux._sockets.Add(port > 0 || mux._sockets.Count == 0
                    ? new UdpSocket(mux, address, port)
                    : mux.OpenBeside(address, mux._sockets[0].Port));
            }
        }
        catch
        {
            mux._sockets.ForEach(socket => socket.Dispose());
            throw;
        }

        mux._sockets.ForEach(socket => socket.Start());
        mux._ticking = mux.TickAsync();
        return mux;
    }

    /// <summary>
    /// From now on the peer can be reached by the names of its present credentials, and by no others; of no effect once it was removed.
    /// </summary>
    public void Register(WebRtcPeer peer)
    {
        lock (_registering)
        {
            if (peer.IsRemoved)
            {
                return;
            }

            peer.Mux = this;

            var names = peer.Ice.Ufrags.Select(ufrag => KeyOf(ufrag)).ToList();
            names.ForEach(name => _byUfrag[name] = peer);
            Forget(_byUfrag, peer, except: names);
        }
    }

    /// <summary>Nothing reaches the peer any more.</summary>
    public void Remove(WebRtcPeer peer)
    {
        lock (_registering)
        {
            peer.LeaveAddresses();
            Forget(_byUfrag, peer, except: []);
            Forget(_bySource, peer, except: []);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _ticking;
        _sockets.ForEach(socket => socket.Dispose());
        _stop.Dispose();
    }

    internal void Take(ReadOnlySpan<byte> datagram, SocketAddress from, UdpSocket socket)
    {
        var kind = DatagramKinds.Of(datagram);
        if (kind == DatagramKind.Stun)
        {
            Check(datagram, from, socket);
        }
        else if (kind != DatagramKind.Unknown && socket.Peers.TryGetValue(from, out var peer))
        {
            peer.Add(kind, datagram);
        }
        else if (kind == DatagramKind.Rtp
            && _bySource.TryGetValue(BinaryPrimitives.ReadUInt32BigEndian(datagram[SourceOffset..]), out var moved))
        {
            moved.Add(kind, datagram, new PeerRoute(socket, from));
        }
        else
        {
            Interlocked.Increment(ref _strangers);
        }
    }

    /// <summary>
    /// The peer's audio has this source (SSRC). A NAT that forgets gives a publisher another address between two checks, which may be 15 s
    /// apart: what comes from there is taken to the peer, and the address becomes its own when a packet proves authentic.
    /// </summary>
    internal void Follow(uint source, WebRtcPeer peer)
    {
        lock (_registering)
        {
            if (!peer.IsRemoved)
            {
                _bySource[source] = peer;
            }
        }
    }

    internal void CountFault(Exception exception)
    {
        Interlocked.Increment(ref _faults);
        LastFault = exception;
    }

    /// <summary>At the port that another address has, if it is free here too.</summary>
    private UdpSocket OpenBeside(UdpAddress address, int port)
    {
        try
        {
            return new UdpSocket(this, address, port);
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return new UdpSocket(this, address, port: 0);
        }
    }

    private static void Forget<TKey>(ConcurrentDictionary<TKey, WebRtcPeer> peers, WebRtcPeer peer, List<TKey> except)
        where TKey : notnull
    {
        foreach (var entry in peers)
        {
            if (entry.Value == peer && !except.Contains(entry.Key))
            {
                peers.TryRemove(entry);
            }
        }
    }

    private static ulong KeyOf(ReadOnlySpan<char> ufrag)
    {
        Span<byte> ascii = stackalloc byte[IceCredentials.UfragLength];
        System.Text.Encoding.ASCII.GetBytes(ufrag, ascii);
        return BinaryPrimitives.ReadUInt64LittleEndian(ascii);
    }

    private void Check(ReadOnlySpan<byte> datagram, SocketAddress from, UdpSocket socket)
    {
        if (!StunMessage.TryParse(datagram, out var check)
            || check.Username.Length <= IceCredentials.UfragLength
            || !_byUfrag.TryGetValue(BinaryPrimitives.ReadUInt64LittleEndian(check.Username), out var peer)
            || !peer.Answer(check, from, socket))
        {
            Interlocked.Increment(ref _strangers);
        }
    }

    private async Task TickAsync()
    {
        using var timer = new PeriodicTimer(TickPeriod, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                foreach (var entry in _byUfrag)
                {
                    entry.Value.Tick();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Closing.
        }
    }
}
