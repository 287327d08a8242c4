using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using LiveCaptions.Media.Rtp;
using LiveCaptions.Media.WebRtc;
using LiveCaptions.Media.WebRtc.Dtls;
using LiveCaptions.Media.WebRtc.Ice;
using LiveCaptions.Media.WebRtc.Srtp;

namespace LiveCaptions.Clients.WebRtc;

/// <summary>
/// A publisher's end of a WebRTC connection: checks connectivity, shakes hands as the client, sends SRTP. Enough to load the server with,
/// and to do to it what browsers never would.
/// </summary>
public sealed class RtcLink : IAsyncDisposable
{
    private const byte TransportFeedback = 205;
    private static readonly TimeSpan CheckPeriod = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ConsentPeriod = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly DtlsTransport _dtls;
    private readonly TaskCompletionSource _reachable = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _farewells = new();
    private readonly byte[] _packet = new byte[2_048];
    private volatile RtcPath _path;
    private volatile bool _connected;
    private SrtpContext? _out;
    private SrtpContext? _in;
    private Task _running = Task.CompletedTask;

    private RtcLink(WhipClientOptions options, IceCredentials ice, WhipAnswer answer, TimeProvider time)
    {
        _time = time;
        _path = new RtcPath(ice, answer);
        _dtls = new DtlsTransport(options.Handshakes, options.Identity, [answer.Fingerprint], datagram => SendRaw(datagram));
    }

    /// <summary>Lost packets that the server asks for, where that was agreed.</summary>
    public Channel<ushort> Nacks { get; } = Channel.CreateUnbounded<ushort>();

    /// <summary>Completes when either side has said farewell.</summary>
    public Task Closed => _closed.Task;

    /// <summary>Where this end is.</summary>
    public IPEndPoint LocalEndPoint => (IPEndPoint)_path.Socket.LocalEndPoint!;

    /// <exception cref="DtlsException">The server refuses the handshake.</exception>
    /// <exception cref="TimeoutException">The server does not answer checks.</exception>
    public static async Task<RtcLink> ConnectAsync(
        WhipClientOptions options, IceCredentials ice, WhipAnswer answer, TimeProvider time, CancellationToken cancellationToken)
    {
        var link = new RtcLink(options, ice, answer, time);
        try
        {
            link._running = Task.WhenAll(link.ReceiveAsync(link._path), link.CheckAsync());
            await link._reachable.Task.WaitAsync(options.Patience, time, cancellationToken);
            var keys = await link._dtls.ConnectAsync(options.Profiles, cancellationToken);
            link._in = keys.OpenServerContext();
            link._out = keys.OpenClientContext();
            link._connected = true;
            return link;
        }
        catch
        {
            await link.DisposeAsync();
            throw;
        }
    }

    /// <summary>Encrypts and sends; one caller at a time.</summary>
    public void SendRtp(ushort sequence, uint timestamp, uint ssrc, ReadOnlySpan<byte> payload, byte payloadType = WhipOffer.PayloadType) =>
        SendRaw(Protect(sequence, timestamp, ssrc, payload, payloadType));

    /// <summary>Encrypts without sending; valid until the next call.</summary>
    public ReadOnlySpan<byte> Protect(
        ushort sequence, uint timestamp, uint ssrc, ReadOnlySpan<byte> payload, byte payloadType = WhipOffer.PayloadType)
    {
        RtpPacket.WriteHeader(_packet, payloadType, marker: false, sequence, timestamp, ssrc);
        payload.CopyTo(_packet.AsSpan(RtpPacket.PlainHeaderLength));
        return _packet.AsSpan(0, _out!.ProtectRtp(_packet, RtpPacket.PlainHeaderLength + payload.Length));
    }

    /// <summary>Sends a datagram as it is.</summary>
    public void SendRaw(ReadOnlySpan<byte> datagram)
    {
        try
        {
            _path.Socket.Send(datagram);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // As lost in the network.
        }
    }

    /// <summary>Goes on from another port, as behind a NAT that forgot.</summary>
    public void Rebind()
    {
        var old = _path;
        _path = new RtcPath(old.Ice, old.Answer);
        _running = Task.WhenAll(_running, ReceiveAsync(_path));
        old.Dispose();
        SendCheck();
    }

    /// <summary>Goes on with new credentials, after an ICE restart was agreed.</summary>
    public void Restart(IceCredentials ice, WhipAnswer answer)
    {
        var old = _path;
        _path = new RtcPath(ice, answer);
        _running = Task.WhenAll(_running, ReceiveAsync(_path));
        old.Dispose();
        SendCheck();
    }

    /// <summary>Breaks off without a word.</summary>
    public async Task CutAsync()
    {
        await _stop.CancelAsync();
        _path.Dispose();
        await _running;
    }

    /// <summary>Says farewell.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_farewells)
        {
            _dtls.Dispose();
        }

        await CutAsync();
        _in?.Dispose();
        _out?.Dispose();
        _stop.Dispose();
    }

    private void SendCheck()
    {
        Span<byte> check = stackalloc byte[StunMessage.MaxSize];
        SendRaw(check[.._path.WriteCheck(check)]);
    }

    private async Task CheckAsync()
    {
        try
        {
            while (true)
            {
                SendCheck();
                await Task.Delay(_reachable.Task.IsCompleted ? ConsentPeriod : CheckPeriod, _time, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Closed.
        }
    }

    private async Task ReceiveAsync(RtcPath path)
    {
        var buffer = new byte[2_048];
        try
        {
            while (true)
            {
                var length = await path.Socket.ReceiveAsync(buffer, _stop.Token);
                Take(buffer.AsSpan(0, length), path);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Closed, or moved to another port.
        }
    }

    private void Take(Span<byte> datagram, RtcPath path)
    {
        switch (DatagramKinds.Of(datagram))
        {
            case DatagramKind.Stun when path.IsSuccess(datagram):
                _reachable.TrySetResult();
                break;
            case DatagramKind.Dtls:
                _dtls.Add(datagram);
                TakeFarewell();
                break;
            case DatagramKind.Rtcp when _in is { } context && context.TryUnprotectRtcp(datagram, out var length):
                ReadNacks(datagram[..length]);
                break;
        }
    }

    private void TakeFarewell()
    {
        lock (_farewells)
        {
            if (_connected && !_dtls.Pump())
            {
                _closed.TrySetResult();
            }
        }
    }

    private void ReadNacks(ReadOnlySpan<byte> compound)
    {
        for (var length = 0; !compound.IsEmpty; compound = compound[length..])
        {
            length = (BinaryPrimitives.ReadUInt16BigEndian(compound[2..]) + 1) * sizeof(uint);
            for (var entry = 12; compound[1] == TransportFeedback && entry < length; entry += 4)
            {
                Ask(BinaryPrimitives.ReadUInt16BigEndian(compound[entry..]), BinaryPrimitives.ReadUInt16BigEndian(compound[(entry + 2)..]));
            }
        }
    }

    // A sequence number, and bits for those behind it (RFC 4585 §6.2.1).
    private void Ask(ushort first, ushort followers)
    {
        Nacks.Writer.TryWrite(first);
        for (var i = 0; i < 16; i++)
        {
            if ((followers >> i & 1) != 0)
            {
                Nacks.Writer.TryWrite((ushort)(first + i + 1));
            }
        }
    }
}
