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

    /// <summary>
    /// A DELETE behind so much silence comes from a publisher that lost its connection and tidies up before it comes back.
    /// </summary>
    private static readonly TimeSpan Dead = TimeSpan.FromSeconds(3);

    private readonly PublisherConnection _publisher;
    private readonly Publisher _track;
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
        PublisherConnection publisher, SessionOffer offer, WebRtcPeer peer,
        UdpMux mux, IngestGate gate, WhipOptions options, TimeSpan mostAhead,
        TimeProvider time)
    {
        (_publisher, _track, Offer, _peer, _mux) = (publisher, publisher.Track, offer, peer, mux);
        (_gate, _options, _mostAhead, _time) = (gate, options, mostAhead, time);
        mux.Register(peer);
    }

    public string SessionId => _publisher.SessionId;

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
            _gate.LogFailure(exception, _publisher);
        }
        finally
        {
            _publisher.Leave();
            _mux.Remove(_peer);
            await _publisher.DisposeAsync();
        }
    }

    /// <summary>The publisher says that this was all: done when the last finals are out, but not later than the options say.</summary>
    public async Task DeleteAsync()
    {
        _isDeleted = true;
        _publisher.End();
        await _publisher.Left.WaitAsync(TimeSpan.FromSeconds(_options.DeleteWaitSeconds), _time)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>
    /// The publisher's network changed: new names and passwords on both sides, the same keys and audio (RFC 9725 §4.3.2).
    /// </summary>
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
    public void Stop() => _publisher.End();

    public void Dispose() => _peer.Dispose();

    // (1) and (2)
    /// <returns>Why the connection is over; null when it is we who end it.</returns>
    private async Task<PeerEnd?> CarryAsync()
    {
        try
        {
            var end = await _peer.ConnectAsync(_publisher.Over);
            while (end is null)
            {
                _samples.ResetWrittenCount();
                end = await _peer.ReceiveAsync(_samples, _publisher.Over);
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
            _track.KeepAlive(_peer.SinceHeard);
            return;
        }

        await _publisher.BeginAsync(_time.GetUtcNow() - _peer.SinceFirstPacket);

        // A connection is hardly ever ahead of time; many, one after the other, each a little. What came at once
        // can be more than there is room for.
        var room = AudioFormat.ToSamples((_mostAhead - _track.AheadOfTime).TotalSeconds);
        var taken = (int)Math.Clamp(room, 0, _samples.WrittenCount);
        await _track.AppendAsync(_samples.WrittenMemory[..taken]);
        _dropped += _samples.WrittenCount - taken;

        if (_peer.LostSamples > _lost)
        {
            _track.CountLost(_peer.LostSamples - _lost);
            _lost = _peer.LostSamples;
        }

        foreach (var notice in _peer.Notices)
        {
            _track.Notify(notice);
        }

        _track.Notify(_dropped == 0 ? null : new AudioNotice(
            "aheadOfTime", $"Sound came faster than it is spoken: what was more than {_mostAhead.TotalSeconds:0} s ahead is missing.")
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
                _publisher.Leave();
                _gate.CountDisconnect(_publisher, DisconnectFor(failure));
                break;
            case null when _isDeleted:
                await CloseAsync();
                break;
            case null when _publisher.Reason is { } reason:
                _gate.CountDisconnect(_publisher, reason);
                break;
        }
    }

    /// <summary>The track is free for whoever comes, and the resource still there for a DELETE.</summary>
    private async Task LingerAsync()
    {
        _publisher.Leave(saidGoodbye: true);
        await Task.Delay(DeleteFollows, _time, _publisher.Over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_isDeleted && _publisher.HasBegun)
        {
            await _track.CloseAsync();
        }
    }

    private async Task CloseAsync()
    {
        if (!_publisher.HasBegun || _peer.SinceHeard > Dead)
        {
            _publisher.Leave();
            return;
        }

        _samples.ResetWrittenCount();
        _peer.Finish(_samples);
        await AppendAsync();
        await _track.CloseAsync();
    }

    private DisconnectReason DisconnectFor(PeerEnd failure) => failure switch
    {
        PeerEnd.Vanished => DisconnectReason.Vanished(_options.VanishSeconds),
        PeerEnd.NeverConnected => new("never_connected", $"It did not get through by UDP within {_options.ConnectSeconds:0.#} s: "
            + $"is the port open on the way to {string.Join(", ", _mux.Endpoints.Select(e => $"{e.Address.Advertised}:{e.Port}"))}?"),
        _ => new("dtls_failed", _peer.Failure?.Message ?? "The DTLS handshake failed."),
    };
}
