using System.Buffers;
using System.IO.Pipelines;
using LiveCaptions.Media.Rtmp;
using LiveCaptions.Server.Sessions.Tracks;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace LiveCaptions.Server.Ingest.Rtmp;

/// <summary>
/// One publisher's RTMP connection: (1) shakes hands, (2) obeys commands until one publishes, (3) takes audio, (4) leaves:
/// for good where the publisher said that this was all, to come back within the grace time where the connection broke,
/// with a reason where it is sent away.
/// </summary>
internal sealed partial class RtmpConnection : IAsyncDisposable
{
    private const int MaxAudioMessage = 256 * 1024;

    private readonly ConnectionContext _connection;
    private readonly PipeReader _input;
    private readonly PipeWriter _output;
    private readonly IngestGate _gate;
    private readonly RtmpContext _around;
    private readonly RtmpOptions _options;
    private readonly Action _onPublish;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ChunkReader _chunks = new();
    private readonly RtmpReplies _replies;
    private readonly ITimer _deadline;
    private int _steps;
    private long _received;
    private long _acknowledged;
    private bool _isPending = true;

    /// <param name="onPublish">Called once: when it publishes, or is over without.</param>
    public RtmpConnection(ConnectionContext connection, RtmpContext around, Action onPublish)
    {
        (_connection, _around, _onPublish) = (connection, around, onPublish);
        (_gate, _options, _time, _logger) = (around.Gate, around.Options, around.Time, around.Logger);
        (_input, _output) = (connection.Transport.Input, connection.Transport.Output);
        _replies = new RtmpReplies(_output);
        _deadline = _time.CreateTimer(_ => OnDeadline(), state: null, _options.Handshake, Timeout.InfiniteTimeSpan);
    }

    public async Task RunAsync()
    {
        var stop = _connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? CancellationToken.None;
        await using var stopping = stop.Register(() => Expel(DisconnectReason.For(PublisherStop.ServerStopping)));
        try
        {
            await CarryAsync();
        }
        catch (Exception exception)
        {
            _gate.LogFailure(exception, _publisher);
            await SendAwayAsync(new RtmpRefusalException(DisconnectReason.OurFault));
        }
        finally
        {
            await (_publisher?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _deadline.DisposeAsync();
        if (_audio is not null)
        {
            await _audio.DisposeAsync();
        }

        EndPending();
    }

    private async Task CarryAsync()
    {
        try
        {
            await LeaveAsync(await ServeAsync());
        }
        catch (Exception exception) when (ReasonIn(exception) is { } reason)
        {
            await KeepWhatCameAsync();
            await SendAwayAsync(reason);
        }
        catch (Exception exception) when (IsBreak(exception))
        {
            await KeepWhatCameAsync();
        }
    }

    /// <summary>Reads and obeys, until the publisher goes.</summary>
    private async Task<RtmpEnd> ServeAsync()
    {
        while (true)
        {
            var read = await _input.ReadAsync();
            if (_verdict is { } verdict)
            {
                _input.AdvanceTo(read.Buffer.Start);
                throw verdict;
            }

            NoteLife();
            var end = await TakeAsync(read.Buffer);
            if (end is not null)
            {
                return end.Value;
            }

            if (read.IsCompleted)
            {
                return RtmpEnd.HungUp;
            }
        }
    }

    /// <summary>Obeys what is whole in the buffer, and gives the rest back.</summary>
    private async ValueTask<RtmpEnd?> TakeAsync(ReadOnlySequence<byte> buffer)
    {
        RtmpEnd? end = null;
        var before = buffer.Length;
        try
        {
            if (TryShakeHands(ref buffer))
            {
                while (end is null && _verdict is null && _chunks.TryRead(ref buffer, out var message))
                {
                    end = await ObeyAsync(message);
                }
            }
        }
        finally
        {
            _input.AdvanceTo(buffer.Start, buffer.End);
        }

        _received += before - buffer.Length;
        AcknowledgeWhenDue();
        _audio?.NoteBytes();
        PassNoticesOn();
        await FlushAsync();
        return end;
    }

    // (1)
    private bool TryShakeHands(ref ReadOnlySequence<byte> buffer)
    {
        if (_steps == 0 && RtmpHandshake.TryAnswer(ref buffer, _output))
        {
            _steps = 1;
        }

        if (_steps == 1 && RtmpHandshake.TryTakeEcho(ref buffer))
        {
            _steps = 2;
            _deadline.Change(TimeSpan.FromSeconds(_options.ConnectSeconds), Timeout.InfiniteTimeSpan);
        }

        return _steps == 2;
    }

    private void AcknowledgeWhenDue()
    {
        if (_received - _acknowledged >= _window)
        {
            _acknowledged = _received;
            _replies.Acknowledge((uint)_received);
        }
    }

    /// <summary>What there is to say goes out with what comes in: it is about that.</summary>
    private void PassNoticesOn()
    {
        while (_publisher is not null && _publisher.Track.Notices.TryRead(out var notice))
        {
            _replies.Status(_streamId, "warning", "NetStream.Publish.Notice", notice.Message);
        }
    }

    private ValueTask<FlushResult> FlushAsync() =>
        _output.UnflushedBytes > 0 ? _output.FlushAsync() : ValueTask.FromResult(default(FlushResult));

    private void NoteLife()
    {
        if (_publisher is null)
        {
            return; // The deadline to publish stands.
        }

        _deadline.Change(TimeSpan.FromSeconds(_options.VanishSeconds), Timeout.InfiniteTimeSpan);
        _publisher.Tracks.KeepAlive();
    }

    private void EndPending()
    {
        if (_isPending)
        {
            _isPending = false;
            _onPublish();
        }
    }
}
