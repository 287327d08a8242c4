using System.Net.WebSockets;
using System.Threading.Channels;
using LiveCaptions.Media.Audio;
using LiveCaptions.Server.Sessions.Tracks;
using LiveCaptions.Speech;

namespace LiveCaptions.Server.Ingest.WebSockets;

/// <summary>
/// One publisher's WebSocket, from ready to close: (1) says what is there, (2) takes messages, (3) acknowledges about once a second and passes notices on,
/// (4) leaves: drained when the publisher said close, with a reason when it is sent away.
/// </summary>
public sealed class WebSocketConnection : IDisposable
{
    private readonly PublisherConnection _publisher;
    private readonly PublishedTracks _tracks;
    private readonly WebSocketRequest _request;
    private readonly IngestGate _gate;
    private readonly IngestOptions _options;
    private readonly TimeProvider _time;
    private readonly WebSocketChannel _channel;
    private readonly IAudioIntake _intake;
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Runs while we wait for a message, and not while it waits for us.
    private readonly ITimer _silence;

    public WebSocketConnection(
        WebSocket socket,
        PublisherConnection publisher,
        WebSocketRequest request,
        IAudioIntake intake,
        IngestGate gate,
        IngestOptions options,
        TimeProvider time)
    {
        (_publisher, _tracks, _request, _intake) = (publisher, publisher.Tracks, request, intake);
        (_gate, _options, _time) = (gate, options, time);
        _channel = new WebSocketChannel(socket, options.MaxMessageBytes, time);
        _silence = time.CreateTimer(_ => _idle.TrySetResult(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public async Task RunAsync(CancellationToken aborted)
    {
        try
        {
            // (1)
            await SayReadyAsync();
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(aborted);
            var telling = Task.WhenAll([AcknowledgeAsync(stop.Token), .. _tracks.Notices.Zip(_tracks.Numbers, (notices, track) => TellAsync(notices, track, stop.Token))]);
            try
            {
                await TakeAndLeaveAsync(stop.Token);
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

    public void Dispose()
    {
        _silence.Dispose();
        _channel.Dispose();
    }

    private Task SayReadyAsync() => _channel.SendAsync(new
    {
        type = "ready",
        received = Seconds(AudioFormat.ToSeconds(_tracks.Position)),
        sessionId = _publisher.SessionId,
        track = _tracks.Number,
        tracks = _request.Split ? _tracks.Numbers : null,
        encoding = _request.Encoding,
        sampleRate = _request.Pcm?.SampleRate,
        channels = _request.Pcm?.Channels,
    });

    private static double Seconds(double seconds) => Math.Round(seconds, 7);

    private async Task TakeAndLeaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await TakeMessagesAsync(cancellationToken))
            {
                await DrainAsync();
            }
            else
            {
                await _channel.CloseAsync(WebSocketCloseStatus.NormalClosure, "");
            }
        }
        catch (IngestProblemException problem)
        {
            await SendAwayAsync(problem);
        }
        catch (Exception exception) when (exception is not (WebSocketException or OperationCanceledException))
        {
            _gate.LogFailure(exception, _publisher);
            await SendAwayAsync(new IngestProblemException(DisconnectReason.OurFault.Code, DisconnectReason.OurFault.Message, WebSocketCloseStatus.InternalServerError));
        }
    }

    private async Task SendAwayAsync(IngestProblemException problem)
    {
        _gate.CountDisconnect(_publisher, new DisconnectReason(problem.Code, problem.Message));
        await _channel.SendAsync(new { type = "error", code = problem.Code, message = problem.Message });
        await _channel.CloseAsync(problem.CloseStatus, problem.Code);
    }

    // (2)
    /// <returns>True when the publisher said close; false when it just hung up.</returns>
    /// <exception cref="IngestProblemException">It has to go.</exception>
    private async Task<bool> TakeMessagesAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var receiving = _channel.ReceiveAsync();
            if (!receiving.IsCompleted)
            {
                _silence.Change(TimeSpan.FromSeconds(_options.IdleSeconds), Timeout.InfiniteTimeSpan);
                await Task.WhenAny(receiving, _tracks.Stopped, _idle.Task);
                _silence.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }

            if (_tracks.Stopped.IsCompleted)
            {
                var reason = await _tracks.Stopped;
                return DisconnectReason.For(reason).IsExpulsion ? throw reason.ToProblem() : false;
            }

            if (!receiving.IsCompleted)
            {
                throw new IngestProblemException("idle_timeout", $"No audio and no keepAlive for {_options.IdleSeconds:0.#} s. Come back within the grace time to go on.", WebSocketCloseStatus.PolicyViolation);
            }

            switch (await receiving)
            {
                case WebSocketMessageType.Close:
                    return false;
                case WebSocketMessageType.Binary:
                    await AppendAsync(cancellationToken);
                    break;
                default:
                    if (Obey(_channel.Message.Span))
                    {
                        return true;
                    }

                    break;
            }
        }
    }

    /// <summary>Of who sends faster than it is spoken, no further message is read until this one may be recorded.</summary>
    private async Task AppendAsync(CancellationToken cancellationToken)
    {
        _intake.Take(_channel.Message.Span);
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

    private bool Obey(ReadOnlySpan<byte> text)
    {
        if (!ControlMessageParser.TryParse(text, out var message))
        {
            throw new IngestProblemException("bad_message", "Text messages are {\"type\":\"finalize\"}, {\"type\":\"keepAlive\"} or {\"type\":\"close\"}; audio goes in binary messages.", WebSocketCloseStatus.InvalidPayloadData);
        }

        if (message == ControlMessage.Finalize)
        {
            _tracks.Flush();
        }

        _tracks.KeepAlive();
        return message == ControlMessage.Close;
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
        await _channel.CloseAsync(WebSocketCloseStatus.NormalClosure, "", discarding);
    }

    // (3)
    private async Task TellAsync(ChannelReader<AudioNotice> notices, int track, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var notice in notices.ReadAllAsync(cancellationToken))
            {
                await _channel.SendAsync(new { type = "notice", code = notice.Code, message = notice.Message, track, over = notice.IsOver ? true : (bool?)null });
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
                await _channel.SendAsync(new { type = "ack", received = Seconds(_tracks.Received) });
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // Done, or the connection broke, which the receiving side notices too.
        }
    }
}
