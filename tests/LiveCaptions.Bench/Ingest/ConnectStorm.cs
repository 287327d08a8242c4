using LiveCaptions.Clients.WebRtc;
using LiveCaptions.Server.Api;
using LiveCaptions.Speech;

namespace LiveCaptions.Bench.Ingest;

/// <summary>Many publishers come at once, as behind a network that was away, while one stream is live.</summary>
internal sealed class ConnectStorm(BenchPublishers publishers, TimeProvider time)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    /// <param name="samples">What all of them say.</param>
    /// <param name="part">How long the live stream is alone, and how long they talk when all are there.</param>
    /// <param name="settle">From when they have left until it is looked what is left of them.</param>
    public async Task<StormFigures> RunAsync(
        int count, short[] samples, TimeSpan part, TimeSpan settle, CancellationToken cancellationToken)
    {
        var packets = SpeechPackets.Encode(samples, expectedLoss: 0);
        var sessions = new List<CreatedSession>();
        while (sessions.Count < count)
        {
            sessions.Add(await publishers.CreateSessionAsync(cancellationToken));
        }

        // 1. One is live, alone.
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var live = await publishers.CreateSessionAsync(cancellationToken);
        var client = await publishers.ConnectAsync(live, nack: false, cancellationToken);
        var track = publishers.TrackOf(live);
        var speaker = new RtpSpeaker(client.Link, new NetworkModel(), time);
        var speaking = speaker.SpeakAsync(packets, enough.Token);
        await Task.Delay(part, time, cancellationToken);

        // 2. The others come, all at once, and talk.
        var before = ProcessState.Settled();
        using var peak = new PeakWatch(time, LookAgain);
        var (came, start) = ((time.GetUtcNow() - speaker.Start).TotalSeconds, time.GetTimestamp());
        var connected = (await Task.WhenAll(sessions.Select(session => TryConnectAsync(session, cancellationToken))))
            .OfType<WhipClient>().ToList();
        var seconds = time.GetElapsedTime(start).TotalSeconds;
        using var talk = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        talk.CancelAfter(part);
        await Task.WhenAll(connected.Select(other => TalkAsync(other, packets, talk.Token)));
        var until = (time.GetUtcNow() - speaker.Start).TotalSeconds;

        // 3. They leave again.
        await Task.WhenAll(connected.Select(BenchPublishers.LeaveAsync));
        await Task.Delay(settle, time, cancellationToken);
        var after = ProcessState.Settled();
        await enough.CancelAsync();
        await speaking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var alone = RecordingDelay.Of(track, speaker.Start, from: 0, came);
        var meanwhile = RecordingDelay.Of(track, speaker.Start, came, Math.Min(until, AudioFormat.ToSeconds(track.Recording.Length)));
        await BenchPublishers.LeaveAsync(client);
        return new StormFigures
        {
            Publishers = count,
            Connected = connected.Count,
            SecondsToConnect = Math.Round(seconds, 3),
            LiveBefore = Distribution.Of(alone),
            LiveMeanwhile = Distribution.Of(meanwhile),
            Before = before,
            Peak = peak.Highest,
            After = after,
        };
    }

    /// <returns>Null when it did not come through.</returns>
    private async Task<WhipClient?> TryConnectAsync(CreatedSession session, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(() => publishers.ConnectAsync(session, nack: false, cancellationToken), cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or TimeoutException or Media.WebRtc.Dtls.DtlsException)
        {
            return null;
        }
    }

    private async Task TalkAsync(WhipClient client, IReadOnlyList<byte[]> packets, CancellationToken cancellationToken)
    {
        try
        {
            await new RtpSpeaker(client.Link, new NetworkModel(), time).SpeakAsync(packets, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Long enough.
        }
    }
}
