using System.Buffers;
using LiveCaptions.Media.Audio;
using LiveCaptions.Media.WebRtc;
using LiveCaptions.Media.WebRtc.Ice;
using LiveCaptions.Media.WebRtc.Sdp;
using LiveCaptions.Server.Sessions.Tracks;
using LiveCaptions.Speech;

namespace LiveCaptions.Server.Ingest.Whip;

/// <summary>
/// One publisher's WebRTC connection: (1) waits for it to get through, (2) appends what it says, (3) leaves: to come back within the
/// grace time where it went without a word, or for good where it said DELETE.
/// </summary>
public sealed class WhipConnection : IDisposable
{
    /// <summary>OBS and others close the connection first and send their DELETE then.</summary>
    private static readonly TimeSpan DeleteFollows = TimeSpan.FromSeconds(10);

    /// <summary>A DELETE behind so much silence comes from a publisher that lost its connection and tidies up before it comes back.</summary>
    private static readonly TimeSpan Dead = TimeSpan.FromSeconds(3);

    private readonly PublisherConnection _connection;
    private readonly Publisher _publisher;
    private readonly WebRtcPeer _peer;
    private readonly UdpMux _mux;
    private readonly IngestGate _gate;
    private readonly WhipOptions _options;
    private readonly TimeSpan _mostAhead;
    private readonly TimeProvider _time;
    private readonly ArrayBufferWriter<short> _samples = new();
    private readonly Lock _restarting = new();
    private volatile bool _isDeleted;
    private long _lost;
    private long _dropped;

    public WhipConnection(
        PublisherConnection connection, SessionOffer offer, WebRtcPeer peer, UdpMux mux, IngestGate gate, WhipOptions options, TimeSpan mostAhead, TimeProvider time)
    {
        (_connection, _publisher, Offer, _peer, _mux, _gate, _options, _mostAhead, _time) = (connection, connection.Track, offer, peer, mux, gate, options, mostAhead, time);
        mux.Register(peer);
    }

    public string SessionId => _connection.SessionId;

    /// <summary>What the connection began with.</summary>
    public SessionOffer Offer { get; }

    /// <summary>Names the present ICE session: changes with every restart.</summary>
    public string ETag { get; private set; } = WhipConnections.NewName();

    /// <summary>Both sides' names for connectivity checks.</summary>
    public IceLiteAgent Ice => _peer.Ice;

    public async Task RunAsync()
    {
        try
        {
            var end = await CarryAsync();
            await LeaveAsync(end);
        }
        catch (Exception exception)
        {
            _gate.LogFailure(exception, _connection);
        }
        finally
        {
            _connection.Leave();
            _mux.Remove(_peer);
            await _connection.DisposeAsync();
        }
    }

    /// <summary>The publisher says that this was all: done when the last finals are out, but not later than the options say.</summary>
    public async Task DeleteAsync()
    {
        _isDeleted = true;
        _connection.End();
        await _connection.Left.WaitAsync(TimeSpan.FromSeconds(_options.DeleteWaitSeconds), _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>The publisher's network changed: new names and passwords on both sides, the same keys and audio (RFC 9725 §4.3.2).</summary>
    /// <returns>Ours, and the name of the ICE session that begins.</returns>
    public (IceCredentials Local, string ETag) RestartIce(IceCredentials remote)
    {
        lock (_restarting)
        {
            var local = _peer.Ice.Restart(remote);
            _mux.Register(_peer);
            ETag = WhipConnections.NewName();
            return (local, ETag);
        }
    }

    /// <summary>The server stops.</summary>
    public void Stop() => _connection.End();

    public void Dispose() => _peer.Dispose();

    // (1) and (2)
    /// <returns>Why the connection is over; null when it is we who end it.</returns>
    private async Task<PeerEnd?> CarryAsync()
    {
        try
        {
            var end = await _peer.ConnectAsync(_connection.Over);
            while (end is null)
            {
                _samples.ResetWrittenCount();
                end = await _peer.ReceiveAsync(_samples, _connection.Over);
                await AppendAsync();
            }

            return end;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private async Task AppendAsync()
    {
        if (_samples.WrittenCount == 0)
        {
            _publisher.KeepAlive(_peer.SinceHeard);
            return;
        }

        await _connection.BeginAsync(_time.GetUtcNow() - _peer.SinceFirstPacket);

        // A connection is hardly ever ahead of time; many, one after the other, each a little. What came at once can be more than there is room for.
        var room = AudioFormat.ToSamples((_mostAhead - _publisher.AheadOfTime).TotalSeconds);
        var taken = (int)Math.Clamp(room, 0, _samples.WrittenCount);
        await _publisher.AppendAsync(_samples.WrittenMemory[..taken]);
        _dropped += _samples.WrittenCount - taken;

        if (_peer.LostSamples > _lost)
        {
            _publisher.CountLost(_peer.LostSamples - _lost);
            _lost = _peer.LostSamples;
        }

        foreach (var notice in _peer.Notices)
        {
            _publisher.Notify(notice);
        }

        _publisher.Notify(_dropped == 0 ? null : new AudioNotice("aheadOfTime", $"Sound came faster than it is spoken: what was more than {_mostAhead.TotalSeconds:0} s ahead is missing.")
        {
            LostSamples = _dropped,
        });
    }

    // (3)
    private async Task LeaveAsync(PeerEnd? end)
    {
        switch (end)
        {
            case PeerEnd.Closed:
                await LingerAsync();
                break;
            case { } failure:
                // Before it is told: who hears of it may come again at once.
                _connection.Leave();
                _gate.CountDisconnect(_connection, DisconnectFor(failure));
                break;
            case null when _isDeleted:
                await CloseAsync();
                break;
            case null when _connection.Reason is { } reason:
                _gate.CountDisconnect(_connection, reason);
                break;
        }
    }

    /// <summary>The track is free for whoever comes, and the resource still there for a DELETE.</summary>
    private async Task LingerAsync()
    {
        _connection.Leave(saidGoodbye: true);
        await Task.Delay(DeleteFollows, _time, _connection.Over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_isDeleted && _connection.HasBegun)
        {
            await _publisher.CloseAsync();
        }
    }

    private async Task CloseAsync()
    {
        if (!_connection.HasBegun || _peer.SinceHeard > Dead)
        {
            _connection.Leave();
            return;
        }

        _samples.ResetWrittenCount();
        _peer.Finish(_samples);
        await AppendAsync();
        await _publisher.CloseAsync();
    }

    private DisconnectReason DisconnectFor(PeerEnd failure) => failure switch
    {
        PeerEnd.Vanished => DisconnectReason.Vanished(_options.VanishSeconds),
        PeerEnd.NeverConnected => new("never_connected", $"It did not get through by UDP within {_options.ConnectSeconds:0.#} s: is the port open on the way to {string.Join(", ", _mux.Endpoints.Select(e => $"{e.Address.Advertised}:{e.Port}"))}?"),
        _ => new("dtls_failed", _peer.Failure?.Message ?? "The DTLS handshake failed."),
    };
}
