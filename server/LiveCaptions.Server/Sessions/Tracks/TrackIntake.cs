using LiveCaptions.Server.Storage;
using LiveCaptions.Speech;

namespace LiveCaptions.Server.Sessions.Tracks;

/// <summary>
/// What the publisher of a track sends → its recording: at its place in time, within the session's bounds, and nothing of who publishes
/// it no more.
/// </summary>
internal sealed class TrackIntake(
    AudioTrack track, PublisherSlot slot, ITrackOwner owner, TrackRow row, SessionOptions options, TimeProvider time)
{
    private static readonly short[] Silence = new short[AudioFormat.SampleRate];

    /// <summary>When what was sent came in.</summary>
    public ArrivalTimes Arrivals { get; } = new();

    /// <summary>How loud it is.</summary>
    public LevelMeter Level { get; } = new();

    /// <summary>Instant of sample 0; null before it.</summary>
    public DateTimeOffset? StartedAt { get; private set; } = row.StartedAt;

    /// <summary>Where sample 0 lies in the session, in samples.</summary>
    public long Offset { get; private set; } = row.Offset;

    /// <summary>How much longer the recording is than the time since its first sample.</summary>
    public TimeSpan AheadOfTime => StartedAt is { } start
        ? TimeSpan.FromSeconds(AudioFormat.ToSeconds(track.Recording.Length)) - (time.GetUtcNow() - start)
        : TimeSpan.Zero;

    /// <inheritdoc cref="Publisher.AlignAsync"/>
    public async ValueTask AlignAsync(Publisher publisher, DateTimeOffset spokenAt)
    {
        if (slot.Present != publisher)
        {
            return;
        }

        if (StartedAt is not { } start)
        {
            await StartAsync(spokenAt);
            return;
        }

        var gap = AudioFormat.ToSamples((spokenAt - start).TotalSeconds) - track.Recording.Length;
        if (slot.WasCutOff && gap > 0)
        {
            CountLost(publisher, gap);
        }

        await AppendSilenceAsync(publisher, gap);
    }

    /// <inheritdoc cref="Publisher.AppendSilenceAsync"/>
    public async ValueTask AppendSilenceAsync(Publisher publisher, long samples)
    {
        for (; samples > 0 && !track.IsClosed && slot.Present == publisher; samples -= Silence.Length)
        {
            await AppendAsync(publisher, Silence.AsMemory(0, (int)Math.Min(samples, Silence.Length)));
        }

        track.Watch.Forgive(track.Recording.Length);
    }

    /// <inheritdoc cref="Publisher.AppendAsync"/>
    public async ValueTask AppendAsync(Publisher publisher, ReadOnlyMemory<short> samples)
    {
        if (samples.IsEmpty || slot.Present != publisher)
        {
            return;
        }

        if (StartedAt is null)
        {
            await StartAsync(time.GetUtcNow());
        }

        var limit = AudioFormat.ToSamples(options.MaxRecordingHours * 3600);
        var room = (int)Math.Clamp(limit - track.Recording.Length, 0, samples.Length);
        if (!TryAppend(publisher, samples.Span[..room], out var lost))
        {
            return;
        }

        owner.CountAudio(room);
        if (lost > 0)
        {
            owner.CountLost(lost);
        }

        if (room < samples.Length)
        {
            track.End(SessionEndReason.RecordingLimit);
        }
    }

    /// <summary>Waits until so many samples can be appended without any being lost, or nobody wants to any more.</summary>
    public async ValueTask WaitForRoomAsync(Publisher publisher, int samples)
    {
        while (true)
        {
            var room = track.Recording.RoomMayHaveCome;
            if (slot.Present != publisher || track.IsClosed || track.Recording.HasRoom(samples))
            {
                return;
            }

            await room;
        }
    }

    /// <inheritdoc cref="Publisher.WaitForRecognitionAsync"/>
    public async ValueTask WaitForRecognitionAsync(long samplesBehind, CancellationToken cancellationToken)
    {
        while (track.Lag > samplesBehind && !track.IsClosed)
        {
            await track.Recording.WaitForReaderAsync(cancellationToken);
        }
    }

    /// <inheritdoc cref="Publisher.CountLost"/>
    public void CountLost(Publisher publisher, long samples)
    {
        if (slot.Present == publisher)
        {
            owner.CountLost(samples);
        }
    }

    private async Task StartAsync(DateTimeOffset now) => (StartedAt, Offset) = (now, await owner.StartAsync(track, now));

    /// <returns>False when somebody else publishes, or the track is closed: nothing was added.</returns>
    private bool TryAppend(Publisher publisher, ReadOnlySpan<short> samples, out int lost)
    {
        lost = 0;
        lock (slot.Gate)
        {
            if (slot.Present != publisher || !track.Recording.Append(samples, out lost))
            {
                return false;
            }

            publisher.HasAppended = true;
            Level.Add(samples);
            slot.Touch(publisher, ago: TimeSpan.Zero);
            Arrivals.Add(track.Recording.Length, time.GetUtcNow());
            return true;
        }
    }
}
