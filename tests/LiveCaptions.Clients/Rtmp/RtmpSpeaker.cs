using LiveCaptions.Server.Api;

namespace LiveCaptions.Clients.Rtmp;

/// <summary>Publishes AAC as an encoder does: each frame when its last sample is spoken, as near as its timestamp tells.</summary>
public sealed class RtmpSpeaker(RtmpClient client, TimeProvider time)
{
    /// <summary>When the first sample was spoken, as a timestamp of the time provider.</summary>
    public long Start { get; private set; }

    /// <summary>Seconds that a frame was behind its schedule at most.</summary>
    public double WorstDelay { get; private set; }

    public static async Task<RtmpSpeaker> ConnectAsync(CreatedSession session, TimeProvider time, CancellationToken cancellationToken) =>
        new(
            await RtmpClient.PublishAsync(
                session.Ingest.Rtmp ?? throw new InvalidOperationException("The server takes no RTMP."), cancellationToken),
            time);

    /// <summary>Speaks all of it, says that this was all, and waits until the last finals are out.</summary>
    public async Task SpeakAsync(IReadOnlyList<FlvTag> tags, CancellationToken cancellationToken)
    {
        using (client)
        {
            Start = time.GetTimestamp();
            for (var i = 0; i < tags.Count; i++)
            {
                await SendAsync(tags[i], i + 1 < tags.Count ? tags[i + 1].Timestamp : tags[i].Timestamp, cancellationToken);
            }

            await client.UnpublishAsync(cancellationToken);
        }
    }

    /// <param name="end">Milliseconds: when the frame's last sample is spoken, which is when the next one begins.</param>
    private async Task SendAsync(FlvTag tag, uint end, CancellationToken cancellationToken)
    {
        if (!tag.IsConfiguration)
        {
            var early = TimeSpan.FromMilliseconds(end) - time.GetElapsedTime(Start);
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early, time, cancellationToken);
            }

            WorstDelay = Math.Max(WorstDelay, (time.GetElapsedTime(Start) - TimeSpan.FromMilliseconds(end)).TotalSeconds);
        }

        await client.SendAudioAsync(tag.Timestamp, tag.Body, cancellationToken);
    }
}
