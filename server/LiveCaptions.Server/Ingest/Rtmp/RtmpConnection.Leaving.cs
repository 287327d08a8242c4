using System.IO.Pipelines;
using LiveCaptions.Media.Processes;
using LiveCaptions.Media.Rtmp;

namespace LiveCaptions.Server.Ingest.Rtmp;

/// <summary>(4): how it ends, and what is told.</summary>
internal sealed partial class RtmpConnection
{
    /// <summary>A publisher that was told to go has so long to close the connection, and our last words so long to get out.</summary>
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource _expelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Why it has to go, from another thread than the one that reads.
    private volatile RtmpRefusalException? _verdict;

    private async Task LeaveAsync(RtmpEnd end)
    {
        await KeepWhatCameAsync();
        if (end == RtmpEnd.HungUp || _publisher is null || _audio is not { HasBegun: true })
        {
            _publisher?.Leave(saidGoodbye: end == RtmpEnd.Unpublished);
            return;
        }

        _replies.Status(_streamId, "status", "NetStream.Unpublish.Success", "The stream is over.");
        await FlushAsync();

        // Who waits for us to close learns so that the last finals are out, and owes us nothing while they are made.
        _deadline.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        await _publisher.Tracks.CloseAsync();
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
            _publisher.Leave();
            _gate.CountDisconnect(_publisher, reason.Disconnect);
        }
        else
        {
            LogSentAway(_logger, _connection.RemoteEndPoint, reason.Disconnect.Code, reason.Message);
        }

        _verdict ??= reason;
        _deadline.Change(Goodbye, Timeout.InfiniteTimeSpan);
        try
        {
            if (_steps == 2)
            {
                // Encoders take the first for a wrong key, which they do not try again.
                _replies.Status(
                    _streamId, "error", _publisher is null ? "NetStream.Publish.BadName" : "NetConnection.Connect.Closed", reason.Message);
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

    private void OnDeadline()
    {
        if (_verdict is not null)
        {
            _connection.Abort();
        }
        else if (_publisher is null)
        {
            Expel(new DisconnectReason(
                "publish_timeout",
                $"Nothing was published within {(_steps == 2 ? _options.ConnectSeconds : _options.Handshake.TotalSeconds):0.#} s."));
        }
        else
        {
            Expel(DisconnectReason.Vanished(_options.VanishSeconds));
        }
    }

    /// <summary>From any thread: who reads stops and says so; who does not for long is cut off.</summary>
    private void Expel(DisconnectReason disconnect)
    {
        if (Interlocked.CompareExchange(ref _verdict, new RtmpRefusalException(disconnect), comparand: null) is null)
        {
            _deadline.Change(TimeSpan.FromSeconds(_options.DecoderSeconds) + Goodbye, Timeout.InfiniteTimeSpan);
            _input.CancelPendingRead();
            _expelled.TrySetResult();
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "RTMP connection from {Remote} closed, {Code}: {Detail}")]
    private static partial void LogSentAway(ILogger logger, System.Net.EndPoint? remote, string code, string detail);
}
