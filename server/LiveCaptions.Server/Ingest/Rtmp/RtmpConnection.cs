using System.Buffers;
using System.IO.Pipelines;
using LiveCaptions.Media;
using LiveCaptions.Media.Rtmp;
using LiveCaptions.Server.Sessions;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace LiveCaptions.Server.Ingest.Rtmp;

/// <summary>
/// One publisher's RTMP connection: (1) shakes hands, (2) obeys commands until one publishes, (3) takes audio, (4) leaves: for good where the publisher
/// said that this was all, to come back within the grace time where the connection broke, with a reason where it is sent away.
/// </summary>
internal sealed partial class RtmpConnection : IAsyncDisposable
{
    private const int MaxAudioMessage = 256 * 1024;

    /// <summary>A publisher that was told to go has so long to close the connection, and our last words so long to get out.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly ConnectionContext _connection;
    private readonly PipeReader _input;
    private readonly PipeWriter _output;
    private readonly IngestGate _gate;
    private readonly RtmpOptions _options;
    private readonly Action _onPublish;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ChunkReader _chunks = new();
    private readonly RtmpReplies _replies;
    private readonly ITimer _deadline;
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _steps;
    private long _received;
    private long _acknowledged;
    private bool _isPending = true;

    // Why it has to go, from another thread than the one that reads.
    private volatile RtmpRefusalException? _verdict;

    /// <param name="onPublish">Called once: when it publishes, or is over without.</param>
    public RtmpConnection(ConnectionContext connection, IngestGate gate, RtmpOptions options, Action onPublish, TimeProvider time, ILogger logger)
    {
        (_connection, _gate, _options, _onPublish, _time, _logger) = (connection, gate, options, onPublish, time, logger);
        (_input, _output) = (connection.Transport.Input, connection.Transport.Output);
        _replies = new RtmpReplies(_output);
        _deadline = time.CreateTimer(_ => OnDeadline(), state: null, TimeSpan.FromSeconds(options.ConnectSeconds), Timeout.InfiniteTimeSpan);
    }

    public async Task RunAsync()
    {
        var stop = _connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? CancellationToken.None;
        await using var stopping = stop.Register(() => Expel(PublisherFarewell.For(PublisherStop.ServerStopping)));
        var watching = Task.CompletedTask;
        try
        {
            await CarryAsync(publisher => watching = WatchAsync(publisher));
        }
        catch (Exception exception)
        {
            _gate.LogFailure(exception, _sessionId ?? "?", _publisher?.Track ?? 0);
            await SendAwayAsync(new RtmpRefusalException(PublisherFarewell.OurFault));
        }
        finally
        {
            _publisher?.Detach();
            _left.TrySetResult();
            await watching;
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

    private async Task CarryAsync(Action<Publisher> onPublish)
    {
        try
        {
            await LeaveAsync(await ServeAsync(onPublish));
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
    private async Task<RtmpEnd> ServeAsync(Action<Publisher> onPublish)
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
            var end = await TakeAsync(read.Buffer, onPublish);
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
    private async ValueTask<RtmpEnd?> TakeAsync(ReadOnlySequence<byte> buffer, Action<Publisher> onPublish)
    {
        RtmpEnd? end = null;
        var before = buffer.Length;
        try
        {
            if (TryShakeHands(ref buffer))
            {
                while (end is null && _chunks.TryRead(ref buffer, out var message))
                {
                    end = await ObeyAsync(message, onPublish);
                }
            }
        }
        finally
        {
            _input.AdvanceTo(buffer.Start, buffer.End);
        }

        _received += before - buffer.Length;
        AcknowledgeWhenDue();
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

    private ValueTask<FlushResult> FlushAsync() => _output.UnflushedBytes > 0 ? _output.FlushAsync() : ValueTask.FromResult(default(FlushResult));

    // (4)
    private async Task LeaveAsync(RtmpEnd end)
    {
        await KeepWhatCameAsync();
        if (end == RtmpEnd.HungUp || _publisher is null || _audio is not { HasBegun: true })
        {
            _publisher?.Detach(saidGoodbye: end == RtmpEnd.Unpublished);
            return;
        }

        _replies.Status(_streamId, "status", "NetStream.Unpublish.Success", "The stream is over.");
        await FlushAsync();

        // Who waits for us to close learns so that the last finals are out, and owes us nothing while they are made.
        _deadline.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        await _publisher.CloseAsync();
    }

    private async Task KeepWhatCameAsync()
    {
        if (_audio is not null)
        {
            await _audio.FinishAsync();
        }
    }

    private async Task SendAwayAsync(RtmpRefusalException reason)
    {
        if (_publisher is not null)
        {
            _publisher.Detach();
            _gate.CountFarewell(_sessionId!, _publisher.Track, reason.Farewell);
        }
        else
        {
            LogSentAway(_logger, _connection.RemoteEndPoint, reason.Farewell.Code, reason.Message);
        }

        _verdict ??= reason;
        _deadline.Change(Farewell, Timeout.InfiniteTimeSpan);
        try
        {
            if (_steps == 2)
            {
                // Encoders take the first for a wrong key, which they do not try again.
                _replies.Status(_streamId, "error", _publisher is null ? "NetStream.Publish.BadName" : "NetConnection.Connect.Closed", reason.Message);
                await FlushAsync();
            }

            await _output.CompleteAsync();
            await DiscardAsync();
        }
        catch (Exception exception) when (IsBreak(exception))
        {
            // It does not listen.
        }
    }

    /// <summary>Reads on until the other side closes: a connection closed over unread bytes would take our last words with it.</summary>
    private async Task DiscardAsync()
    {
        ReadResult read;
        do
        {
            read = await _input.ReadAsync();
            _input.AdvanceTo(read.Buffer.End);
        }
        while (!read.IsCompleted && !read.IsCanceled);
    }

    /// <summary>Whether the connection broke, and nothing else.</summary>
    private static bool IsBreak(Exception exception) => exception is IOException or OperationCanceledException or ObjectDisposedException;

    private static RtmpRefusalException? ReasonIn(Exception exception) => exception switch
    {
        RtmpRefusalException refusal => refusal,
        RtmpProtocolException broken => new RtmpRefusalException("rtmp_malformed", broken.Message),
        ToolMissingException missing => new RtmpRefusalException("decoder_missing", missing.Message),
        _ => null,
    };

    private async Task WatchAsync(Publisher publisher)
    {
        await Task.WhenAny(publisher.Stopped, _left.Task);
        if (publisher.Stopped.IsCompleted)
        {
            Expel(PublisherFarewell.For(await publisher.Stopped));
        }
    }

    private void NoteLife()
    {
        if (_publisher is null)
        {
            return; // The deadline to publish stands.
        }

        _deadline.Change(TimeSpan.FromSeconds(_options.VanishSeconds), Timeout.InfiniteTimeSpan);
        _publisher.KeepAlive();
    }

    private void OnDeadline()
    {
        if (_verdict is not null)
        {
            _connection.Abort();
        }
        else if (_publisher is null)
        {
            Expel(new PublisherFarewell("publish_timeout", $"Nothing was published within {_options.ConnectSeconds:0.#} s."));
        }
        else
        {
            Expel(PublisherFarewell.Vanished(_options.VanishSeconds));
        }
    }

    /// <summary>From any thread: who reads stops and says so; who does not for long is cut off.</summary>
    private void Expel(PublisherFarewell farewell)
    {
        if (Interlocked.CompareExchange(ref _verdict, new RtmpRefusalException(farewell), comparand: null) is null)
        {
            _deadline.Change(TimeSpan.FromSeconds(_options.DecoderSeconds) + Farewell, Timeout.InfiniteTimeSpan);
            _input.CancelPendingRead();
        }
    }

    private void EndPending()
    {
        if (_isPending)
        {
            _isPending = false;
            _onPublish();
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "RTMP connection from {Remote} closed, {Code}: {Detail}")]
    private static partial void LogSentAway(ILogger logger, System.Net.EndPoint? remote, string code, string detail);
}
