using LiveCaptions.Captions.Scribing;
using LiveCaptions.Media.Audio;
using LiveCaptions.Server.Storage;
using LiveCaptions.Speech;

namespace LiveCaptions.Server.Sessions.Tracks;

/// <summary>One audio stream of a session: owns its recording, and knows who publishes it.</summary>
public sealed class AudioTrack : IDisposable
{
    private static readonly short[] Silence = new short[AudioFormat.SampleRate];

    private readonly ITrackOwner _owner;
    private readonly TimeProvider _time;
    private readonly SessionOptions _options;
    private readonly bool _isImport;
    private readonly PublisherSlot _slot;
    private readonly ArrivalTimes _arrivals = new();
    private readonly LevelMeter _level = new();

    internal AudioTrack(ITrackOwner owner, TrackRow row, TrackRecording recording, bool isImport, SessionOptions options, TimeProvider time)
    {
        (_owner, _options, _time, _isImport, Recording) = (owner, options, time, isImport, recording);
        (Number, Speaker, StartedAt, Offset) = (row.Number, row.Speaker, row.StartedAt, row.Offset);
        _slot = new PublisherSlot(this, waits: !isImport, options, time);
        Watch = new SpeechWatch(options.NoSpeechSeconds);
        recording.OnFault = fault => owner.Tell(this, fault);

        // A recording can be shorter than what is transcribed only where somebody cut the file.
        Heard = new HeardPosition(Math.Min(row.TranscribedUntil, recording.Length));
        if (row.Closed)
        {
            EndReason = SessionEndReason.PublisherClosed;
            recording.Complete();
        }
    }

    public int Number { get; }

    public string? Speaker { get; }

    public TrackRecording Recording { get; }

    /// <summary>Instant of sample 0; null before it.</summary>
    public DateTimeOffset? StartedAt { get; private set; }

    /// <summary>Where sample 0 lies in the session, in samples.</summary>
    public long Offset { get; private set; }

    /// <summary>Whether the track takes no more audio.</summary>
    public bool IsClosed => Recording.IsComplete;

    /// <summary>Why it was closed, and does not take audio any more.</summary>
    internal SessionEndReason? EndReason { get; private set; }

    /// <summary>Its last final is out.</summary>
    internal bool Done { get; set; }

    /// <summary>How far it is recognised.</summary>
    internal HeardPosition Heard { get; }

    /// <summary>Looks whether anything is said.</summary>
    internal SpeechWatch Watch { get; }

    /// <summary>Samples between the recording's end and where recognition is.</summary>
    public long Lag => Recording.Length - Heard.Newest;

    /// <summary>How loud it is; null while nobody publishes.</summary>
    public SoundLevel? Level => _slot.Present is null ? null : _level.Of(Number);

    /// <summary>Whether its audio came faster than it was spoken: a file, whose lag is nobody's waiting.</summary>
    public bool IsAheadOfTime => _isImport || AheadOfTime.TotalSeconds > 5;

    /// <summary>How much longer the recording is than the time since its first sample.</summary>
    public TimeSpan AheadOfTime => StartedAt is { } start
        ? TimeSpan.FromSeconds(AudioFormat.ToSeconds(Recording.Length)) - (_time.GetUtcNow() - start)
        : TimeSpan.Zero;

    /// <summary>As who writes down what is said on it needs to know it.</summary>
    internal ScribedTrack Scribed => new(Number, Speaker) { Offset = Offset, ReceivedAt = ReceivedAt };

    /// <summary>When the sample at a position of the track came in; null where that is not known any more.</summary>
    public DateTimeOffset? ReceivedAt(long position) => _isImport ? null : _arrivals.Find(position);

    /// <inheritdoc cref="PublisherSlot.TryTake"/>
    public Publisher? TryAttach(TimeSpan takeoverAfter)
    {
        var publisher = _slot.TryTake(takeoverAfter);
        Recording.WakeWaiting();
        return publisher;
    }

    /// <inheritdoc cref="PublisherSlot.StartGrace"/>
    public void StartGrace() => _slot.StartGrace();

    internal void Touch(Publisher publisher, TimeSpan ago) => _slot.Touch(publisher, ago);

    internal void Detach(Publisher publisher, bool saidGoodbye) => _slot.Leave(publisher, saidGoodbye);

    internal async ValueTask AlignAsync(Publisher publisher, DateTimeOffset spokenAt)
    {
        if (_slot.Present != publisher)
        {
            return;
        }

        if (StartedAt is not { } start)
        {
            await StartAsync(spokenAt);
            return;
        }

        var gap = AudioFormat.ToSamples((spokenAt - start).TotalSeconds) - Recording.Length;
        if (_slot.WasCutOff && gap > 0)
        {
            CountLost(publisher, gap);
        }

        await AppendSilenceAsync(publisher, gap);
    }

    internal async ValueTask AppendSilenceAsync(Publisher publisher, long samples)
    {
        for (; samples > 0 && !IsClosed && _slot.Present == publisher; samples -= Silence.Length)
        {
            await AppendAsync(publisher, Silence.AsMemory(0, (int)Math.Min(samples, Silence.Length)));
        }

        Watch.Forgive(Recording.Length);
    }

    internal async ValueTask AppendAsync(Publisher publisher, ReadOnlyMemory<short> samples)
    {
        if (samples.IsEmpty || _slot.Present != publisher)
        {
            return;
        }

        if (StartedAt is null)
        {
            await StartAsync(_time.GetUtcNow());
        }

        var limit = AudioFormat.ToSamples(_options.MaxRecordingHours * 3600);
        var room = (int)Math.Min(samples.Length, limit - Recording.Length);
        if (!TryAppend(publisher, samples.Span[..room], out var lost))
        {
            return;
        }

        _owner.CountAudio(room);
        if (lost > 0)
        {
            _owner.CountLost(lost);
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
            if (_slot.Present != publisher || IsClosed || Recording.HasRoom(samples))
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
        if (_slot.Present == publisher)
        {
            _owner.CountLost(samples);
        }
    }

    /// <summary>About the track, whoever publishes it.</summary>
    internal void Tell(AudioNotice? notice)
    {
        if (notice is not null)
        {
            _owner.Notify(this, _slot.Present, notice);
        }
    }

    internal void Notify(Publisher publisher, AudioNotice notice)
    {
        if (_slot.Present == publisher)
        {
            _owner.Notify(this, publisher, notice);
        }
    }

    /// <summary>No more audio: done when the track's finals are out, and with the last track when the session has ended.</summary>
    internal async Task CloseAsync(Publisher publisher)
    {
        if (_slot.WasLast(publisher))
        {
            End(SessionEndReason.PublisherClosed);
            await _owner.WaitForFinalsAsync(this);
        }
    }

    /// <summary>Sends the publisher away without closing the track: it goes on after a restart, or is deleted.</summary>
    internal void Interrupt(SessionEndReason reason)
    {
        _slot.Interrupt(reason.ToStop());
        Recording.WakeWaiting();
    }

    /// <summary>Takes no more audio and sends the publisher away.</summary>
    internal void End(SessionEndReason reason)
    {
        lock (_slot.Gate)
        {
            EndReason ??= reason;
            Recording.Complete();
            _slot.Close(reason.ToStop());
        }

        _owner.OnEnding(this);
    }

    public void Dispose()
    {
        _slot.Dispose();
        Recording.Dispose();
    }

    private async Task StartAsync(DateTimeOffset now) => (StartedAt, Offset) = (now, await _owner.StartAsync(this, now));

    /// <returns>False when somebody else publishes, or the track is closed: nothing was added.</returns>
    private bool TryAppend(Publisher publisher, ReadOnlySpan<short> samples, out int lost)
    {
        lost = 0;
        lock (_slot.Gate)
        {
            if (_slot.Present != publisher || !Recording.Append(samples, out lost))
            {
                return false;
            }

            publisher.HasAppended = true;
            _level.Add(samples);
            _slot.Touch(publisher, ago: TimeSpan.Zero);
            _arrivals.Add(Recording.Length, _time.GetUtcNow());
            return true;
        }
    }
}
