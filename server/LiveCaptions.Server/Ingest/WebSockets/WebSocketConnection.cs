using System.Net.WebSockets;
using System.Threading.Channels;
using LiveCaptions.Media.Audio;
using LiveCaptions.Server.Sessions.Tracks;
using LiveCaptions.Speech;

namespace LiveCaptions.Server.Ingest.WebSockets;

/// <summary>
/// One publisher's WebSocket, from ready to close: (1) says what is there, (2) takes messages, (3) acknowledges about once
/// a second and passes notices on,
/// (4) leaves: drained when the publisher said close, with a reason when it is sent away. In what words, is its protocol's.
/// </summary>
public sealed class WebSocketConnection : IDisposable
{
    private readonly WebSocketChannel _channel;
    private readonly IPublisherProtocol _protocol;
    private readonly PublisherConnection _publisher;
    private readonly PublishedTracks _tracks;
    private readonly IAudioIntake _intake;
    private readonly IngestGate _gate;
    private readonly IngestOptions _options;
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Runs while we wait for a message, and not while it waits for us.
    private readonly ITimer _silence;

    public WebSocketConnection(
        WebSocketChannel channel,
        IPublisherProtocol protocol,
        PublisherConnection publisher,
        IAudioIntake intake,
        IngestGate gate,
        IngestOptions options,
        TimeProvider time)
    {
        (_channel, _protocol, _publisher, _tracks, _intake) = (channel, protocol, publisher, publisher.Tracks, intake);
        (_gate, _options, _time) = (gate, options, time);
        _silence = time.CreateTimer(_ => _idle.TrySetResult(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How a connection comes to its end.</summary>
    private enum Leave
    {
        /// <summary>The publisher said that this was all.</summary>
        Close,

        /// <summary>It just hung up.</summary>
        HungUp,

        /// <summary>The session takes no more.</summary>
        SessionOver,
    }

    /// <param name="first">Sound that came already.</param>
    public async Task RunAsync(CancellationToken aborted, ReadOnlyMemory<byte> first = default)
    {
        try
        {
            // (1)
            await _protocol.GreetAsync();
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(aborted);
            var telling = Task.WhenAll(
                [
                    AcknowledgeAsync(stop.Token),
                    .. _tracks.Notices.Zip(_tracks.Numbers, (notices, track) => TellAsync(notices, track, stop.Token))
                ]);
            try
            {
                await TakeAndLeaveAsync(first, stop.Token);
            }
            finally
            {
                await stop.CancelAsync();
                await telling;
            }
        }
        catch (WebSocketException)
        {
            // The connection broke: the publisher may come back within the grace time.
        }
        catch (OperationCanceledException)
        {
            // The same, noticed by the host.
        }
    }

    public void Dispose() => _silence.Dispose();

    private async Task TakeAndLeaveAsync(ReadOnlyMemory<byte> first, CancellationToken cancellationToken)
    {
        try
        {
            if (!first.IsEmpty)
            {
                await AppendAsync(first, cancellationToken);
            }

            switch (await TakeMessagesAsync(cancellationToken))
            {
                case Leave.Close:
                    await DrainAsync();
                    break;
                case Leave.SessionOver:
                    await _protocol.FarewellAsync();
                    goto default;
                default:
                    await _channel.CloseAsync(WebSocketCloseStatus.NormalClosure, "");
                    break;
            }
        }
        catch (IngestProblemException problem)
        {
            await SendAwayAsync(problem);
        }
        catch (Exception exception) when (exception is not (WebSocketException or OperationCanceledException))
        {
            _gate.LogFailure(exception, _publisher);
            var fault = DisconnectReason.OurFault;
            await SendAwayAsync(new IngestProblemException(fault.Code, fault.Message, WebSocketCloseStatus.InternalServerError));
        }
    }

    private async Task SendAwayAsync(IngestProblemException problem)
    {
        _gate.CountDisconnect(_publisher, new DisconnectReason(problem.Code, problem.Message));
        var (status, reason) = await _protocol.RefuseAsync(problem);
        await _channel.CloseAsync(status, reason);
    }

    // (2)
    /// <exception cref="IngestProblemException">It has to go.</exception>
    private async Task<Leave> TakeMessagesAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var receiving = _channel.ReceiveAsync();
            if (!receiving.IsCompleted)
            {
                _silence.Change(_protocol.IdleAfter, Timeout.InfiniteTimeSpan);
                await Task.WhenAny(receiving, _tracks.Stopped, _idle.Task);
                _silence.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }

            if (_tracks.Stopped.IsCompleted)
            {
                var reason = await _tracks.Stopped;
                return DisconnectReason.For(reason).IsExpulsion ? throw reason.ToProblem() : Leave.SessionOver;
            }

            if (!receiving.IsCompleted)
            {
                throw _protocol.Idle;
            }

            switch (await receiving)
            {
                case WebSocketMessageType.Close:
                    return Leave.HungUp;
                case WebSocketMessageType.Binary when _protocol.EmptyCloses && _channel.Message.IsEmpty:
                    return Leave.Close;
                case WebSocketMessageType.Binary:
                    await AppendAsync(_channel.Message, cancellationToken);
                    break;
                default:
                    if (await ObeyAsync(cancellationToken))
                    {
                        return Leave.Close;
                    }

                    break;
            }
        }
    }

    /// <summary>Of who sends faster than it is spoken, no further message is read until this one may be recorded.</summary>
    private async Task AppendAsync(ReadOnlyMemory<byte> audio, CancellationToken cancellationToken)
    {
        _intake.Take(audio.Span);
        while (!_tracks.Stopped.IsCompleted && _intake.TryRead(out var samples))
        {
            await PlaceAsync(samples[0].Length);
            await _tracks.AppendInTimeAsync(samples, TimeSpan.FromSeconds(_options.MaxAheadSeconds), cancellationToken);
        }

        foreach (var (channel, notice) in _intake.Notices)
        {
            _tracks.Notify(notice, channel);
        }
    }

    /// <summary>Who cannot send again begins where it is by the clock.</summary>
    /// <param name="samples">That came first.</param>
    private ValueTask PlaceAsync(int samples) => _intake.IsFleeting
        ? _publisher.BeginAsync(_time.GetUtcNow() - TimeSpan.FromSeconds(AudioFormat.ToSeconds(samples)))
        : ValueTask.CompletedTask;

    /// <returns>Whether the publisher said that this was all.</returns>
    private async Task<bool> ObeyAsync(CancellationToken cancellationToken)
    {
        var (control, audio) = await _protocol.ReadAsync(_channel.Message);
        if (!audio.IsEmpty)
        {
            await AppendAsync(audio, cancellationToken);
        }

        if (control == ControlMessage.Finalize)
        {
            _tracks.Flush();
        }

        _tracks.KeepAlive();
        return control == ControlMessage.Close;
    }

    private async Task DrainAsync()
    {
        _intake.Complete();
        while (_intake.TryRead(out var samples))
        {
            await _tracks.AppendAsync(samples);
        }

        // Reading on meanwhile answers the publisher's pings.
        var discarding = _channel.DiscardAsync();
        await _tracks.CloseAsync();
        await _protocol.FarewellAsync();
        await _channel.CloseAsync(WebSocketCloseStatus.NormalClosure, "", discarding);
    }

    // (3)
    private async Task TellAsync(ChannelReader<AudioNotice> notices, int track, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var notice in notices.ReadAllAsync(cancellationToken))
            {
                await _protocol.TellAsync(notice, track);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // As with acknowledgements.
        }
    }

    private async Task AcknowledgeAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(_options.AckSeconds), _time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await _protocol.AcknowledgeAsync(_tracks.Received);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // Done, or the connection broke, which the receiving side notices too.
        }
    }
}
