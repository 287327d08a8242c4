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
public sealed class WebSocketPublisher(
    WebSocketChannel channel, IPublisherProtocol protocol, string sessionId, PublishedTracks tracks, IAudioIntake intake, IngestGate gate, IngestOptions options, TimeProvider time)
{
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lastMessage = time.GetTimestamp();
    private bool _isAligned;

    // We make it wait, not it us.
    private bool _busy;

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
            await protocol.GreetAsync();
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(aborted);
            var telling = Task.WhenAll([AcknowledgeAsync(stop.Token), .. tracks.Notices.Zip(tracks.Numbers, (notices, track) => TellAsync(notices, track, stop.Token))]);
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
                    await protocol.FarewellAsync();
                    goto default;
                default:
                    await channel.CloseAsync(WebSocketCloseStatus.NormalClosure, "");
                    break;
            }
        }
        catch (IngestProblemException problem)
        {
            await SendAwayAsync(problem);
        }
        catch (Exception exception) when (exception is not (WebSocketException or OperationCanceledException))
        {
            gate.LogFailure(exception, sessionId, tracks.Number);
            await SendAwayAsync(new IngestProblemException(DisconnectReason.OurFault.Code, DisconnectReason.OurFault.Message, WebSocketCloseStatus.InternalServerError));
        }
    }

    private async Task SendAwayAsync(IngestProblemException problem)
    {
        gate.CountDisconnect(sessionId, tracks.Number, new DisconnectReason(problem.Code, problem.Message));
        var (status, reason) = await protocol.RefuseAsync(problem);
        await channel.CloseAsync(status, reason);
    }

    // (2)
    /// <exception cref="IngestProblemException">It has to go.</exception>
    private async Task<Leave> TakeMessagesAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var receiving = channel.ReceiveAsync();
            if (!receiving.IsCompleted)
            {
                await Task.WhenAny(receiving, tracks.Stopped, _idle.Task);
            }

            if (tracks.Stopped.IsCompleted)
            {
                var reason = await tracks.Stopped;
                return DisconnectReason.For(reason).IsExpulsion ? throw reason.ToProblem() : Leave.SessionOver;
            }

            if (!receiving.IsCompleted)
            {
                throw protocol.Idle;
            }

            var type = await receiving;
            Volatile.Write(ref _lastMessage, time.GetTimestamp());
            switch (type)
            {
                case WebSocketMessageType.Close:
                    return Leave.HungUp;
                case WebSocketMessageType.Binary when protocol.EmptyCloses && channel.Message.IsEmpty:
                    return Leave.Close;
                case WebSocketMessageType.Binary:
                    await AppendAsync(channel.Message, cancellationToken);
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
        Volatile.Write(ref _busy, true);
        intake.Take(audio.Span);
        while (!tracks.Stopped.IsCompleted && intake.TryRead(out var samples))
        {
            await AlignAsync(samples[0].Length);
            await tracks.AppendInTimeAsync(samples, TimeSpan.FromSeconds(options.MaxAheadSeconds), cancellationToken);
        }

        foreach (var (number, notice) in intake.Notices)
        {
            tracks.Notify(notice, number);
        }

        Volatile.Write(ref _lastMessage, time.GetTimestamp());
        Volatile.Write(ref _busy, false);
    }

    /// <summary>Who cannot send again begins where it is by the clock.</summary>
    /// <param name="samples">That came first.</param>
    private async ValueTask AlignAsync(int samples)
    {
        if (intake.IsFleeting && !_isAligned)
        {
            _isAligned = true;
            await tracks.AlignAsync(time.GetUtcNow() - TimeSpan.FromSeconds(AudioFormat.ToSeconds(samples)));
        }
    }

    /// <returns>Whether the publisher said that this was all.</returns>
    private async Task<bool> ObeyAsync(CancellationToken cancellationToken)
    {
        var (control, audio) = await protocol.ReadAsync(channel.Message);
        if (!audio.IsEmpty)
        {
            await AppendAsync(audio, cancellationToken);
        }

        if (control == ControlMessage.Finalize)
        {
            tracks.Flush();
        }

        tracks.KeepAlive();
        return control == ControlMessage.Close;
    }

    private async Task DrainAsync()
    {
        Volatile.Write(ref _busy, true);
        intake.Complete();
        while (intake.TryRead(out var samples))
        {
            await tracks.AppendAsync(samples);
        }

        // Reading on meanwhile answers the publisher's pings.
        var discarding = channel.DiscardAsync();
        await tracks.CloseAsync();
        await protocol.FarewellAsync();
        await channel.CloseAsync(WebSocketCloseStatus.NormalClosure, "", discarding);
    }

    // (3)
    private async Task TellAsync(ChannelReader<AudioNotice> notices, int track, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var notice in notices.ReadAllAsync(cancellationToken))
            {
                await protocol.TellAsync(notice, track);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // As with acknowledgements.
        }
    }

    private async Task AcknowledgeAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.AckSeconds), time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await protocol.AcknowledgeAsync(tracks.Received);
                if (!Volatile.Read(ref _busy) && time.GetElapsedTime(Volatile.Read(ref _lastMessage)) > protocol.IdleAfter)
                {
                    _idle.TrySetResult();
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // Done, or the connection broke, which the receiving side notices too.
        }
    }
}
