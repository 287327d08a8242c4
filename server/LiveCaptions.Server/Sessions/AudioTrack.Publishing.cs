using LiveCaptions.Media.Audio;
using LiveCaptions.Server.Storage;
using LiveCaptions.Speech;

namespace LiveCaptions.Server.Sessions;

/// <summary>Who publishes the track, and what becomes of it when they leave.</summary>
public sealed partial class AudioTrack
{
    private static readonly short[] Silence = new short[AudioFormat.SampleRate];

    /// <summary>Whether the track takes no more audio.</summary>
    public bool IsClosed => Recording.IsComplete;

    /// <summary>Hands the track to a new publisher.</summary>
    /// <param name="takeoverAfter">How long nothing must have come from the present publisher for it to be taken for dead.</param>
    /// <returns>Null when the present publisher is alive, or the track is closed.</returns>
    public Publisher? TryAttach(TimeSpan takeoverAfter)
    {
        lock (_lock)
        {
            if (IsClosed || (_publisher is not null && _time.GetUtcNow() - _lastSign < takeoverAfter))
            {
                return null;
            }

            _grace?.Dispose();
            _grace = null;
            if (_publisher is not null)
            {
                _publisher.Stop(PublisherStop.Replaced);
                _cutOff |= _publisher.HasAppended;
            }

            _publisher = _lastPublisher = new Publisher(this);
            Recording.WakeWaiting();
            _lastSign = _time.GetUtcNow();
            return _publisher;
        }
    }

    /// <summary>Starts the time within which a publisher has to come (back).</summary>
    public void StartGrace()
    {
        lock (_lock)
        {
            if (_publisher is null && !IsClosed && !_session.IsImport)
            {
                _grace?.Dispose();
                _grace = _time.CreateTimer(_ => OnGraceExpired(), state: null, _options.Grace, Timeout.InfiniteTimeSpan);
            }
        }
    }

    internal void Touch(Publisher publisher, TimeSpan ago)
    {
        lock (_lock)
        {
            if (_publisher == publisher && _time.GetUtcNow() - ago is var sign && sign > _lastSign)
            {
                _lastSign = sign;
            }
        }
    }

    internal async ValueTask AlignAsync(Publisher publisher, DateTimeOffset spokenAt)
    {
        if (_publisher != publisher)
        {
            return;
        }

        if (StartedAt is not { } start)
        {
            (StartedAt, Offset) = await _session.StartTrackAsync(this, spokenAt);
            return;
        }

        var gap = AudioFormat.ToSamples((spokenAt - start).TotalSeconds) - Recording.Length;
        if (_cutOff && gap > 0)
        {
            CountLost(publisher, gap);
        }

        await AppendSilenceAsync(publisher, gap);
    }

    internal async ValueTask AppendSilenceAsync(Publisher publisher, long samples)
    {
        for (; samples > 0 && !IsClosed && _publisher == publisher; samples -= Silence.Length)
        {
            await AppendAsync(publisher, Silence.AsMemory(0, (int)Math.Min(samples, Silence.Length)));
        }

        _watch.Forgive(Recording.Length);
    }

    internal async ValueTask AppendAsync(Publisher publisher, ReadOnlyMemory<short> samples)
    {
        if (samples.IsEmpty || _publisher != publisher)
        {
            return;
        }

        if (StartedAt is null)
        {
            (StartedAt, Offset) = await _session.StartTrackAsync(this, _time.GetUtcNow());
        }

        var limit = AudioFormat.ToSamples(_options.MaxRecordingHours * 3600);
        var room = (int)Math.Min(samples.Length, limit - Recording.Length);
        int lost;
        lock (_lock)
        {
            if (_publisher != publisher || !Recording.Append(samples.Span[..room], out lost))
            {
                return;
            }

            publisher.HasAppended = true;
            _level.Add(samples.Span[..room]);
            _lastSign = _time.GetUtcNow();
            _arrivals.Add(Recording.Length, _lastSign);
        }

        _session.CountAudio(room);
        if (lost > 0)
        {
            _session.CountLost(lost);
        }

        if (room < samples.Length)
        {
            End(SessionEndReason.RecordingLimit);
        }
    }

    /// <summary>Waits until so many samples can be appended without any being lost, or nobody wants to any more.</summary>
    internal async ValueTask WaitForRoomAsync(Publisher publisher, int samples)
    {
        while (true)
        {
            var room = Recording.RoomMayHaveCome;
            if (_publisher != publisher || IsClosed || Recording.HasRoom(samples))
            {
                return;
            }

            await room;
        }
    }

    internal async ValueTask WaitForRecognitionAsync(long samplesBehind, CancellationToken cancellationToken)
    {
        while (Lag > samplesBehind && !IsClosed)
        {
            await Recording.WaitForReaderAsync(cancellationToken);
        }
    }

    internal void CountLost(Publisher publisher, long samples)
    {
        if (_publisher == publisher)
        {
            _session.CountLost(samples);
        }
    }

    /// <summary>About the track, whoever publishes it.</summary>
    private void Tell(AudioNotice? notice)
    {
        if (notice is not null)
        {
            _session.Notify(this, _publisher, notice);
        }
    }

    internal void Notify(Publisher publisher, AudioNotice notice)
    {
        if (_publisher == publisher)
        {
            _session.Notify(this, publisher, notice);
        }
    }

    internal void Detach(Publisher publisher, bool saidGoodbye)
    {
        lock (_lock)
        {
            if (_publisher != publisher)
            {
                return;
            }

            // One that never brought audio says nothing about how the one before it went.
            _publisher = null;
            _cutOff = publisher.HasAppended ? !saidGoodbye : _cutOff;
        }

        StartGrace();
    }

    /// <summary>No more audio: done when the track's finals are out, and with the last track when the session has ended.</summary>
    internal async Task CloseAsync(Publisher publisher)
    {
        lock (_lock)
        {
            if (_lastPublisher != publisher)
            {
                return;
            }
        }

        End(SessionEndReason.PublisherClosed);
        await _session.WaitForFinalsAsync(this);
    }

    /// <summary>Sends the publisher away without closing the track: it goes on after a restart, or is deleted.</summary>
    internal void Interrupt(SessionEndReason reason)
    {
        lock (_lock)
        {
            _grace?.Dispose();
            _grace = null;
            if (ToStop(reason) is { } stop)
            {
                _publisher?.Stop(stop);
            }

            // Nothing more of it is taken, so it cannot say either that this was all.
            _publisher = _lastPublisher = null;
        }

        Recording.WakeWaiting();
    }

    /// <summary>Takes no more audio and sends the publisher away.</summary>
    internal void End(SessionEndReason reason)
    {
        lock (_lock)
        {
            _endReason ??= reason;
            _grace?.Dispose();
            _grace = null;
            Recording.Complete();
            if (ToStop(reason) is { } stop)
            {
                _publisher?.Stop(stop);
            }
        }

        _session.OnTrackEnding(this);
    }

    private static PublisherStop? ToStop(SessionEndReason reason) => reason switch
    {
        SessionEndReason.FinishRequested => PublisherStop.SessionFinished,
        SessionEndReason.RecordingLimit => PublisherStop.RecordingLimit,
        SessionEndReason.SourceUnreadable or SessionEndReason.ToolMissing => PublisherStop.SourceUnreadable,
        SessionEndReason.StorageFailed => PublisherStop.StorageFailed,
        SessionEndReason.EngineFailed => PublisherStop.EngineFailed,
        SessionEndReason.Deleted => PublisherStop.SessionDeleted,
        SessionEndReason.ServerStopping => PublisherStop.ServerStopping,
        _ => null,
    };

    private void OnGraceExpired()
    {
        lock (_lock)
        {
            if (_publisher is not null)
            {
                return;
            }
        }

        End(SessionEndReason.GraceExpired);
    }
}
