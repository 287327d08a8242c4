using LiveCaptions.Captions.Scribing;
using LiveCaptions.Media.Audio;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Sessions.Tracks;

/// <summary>One audio stream of a session: owns its recording, and knows who publishes it.</summary>
public sealed class AudioTrack : IDisposable
{
    private readonly ITrackOwner _owner;
    private readonly bool _isImport;
    private readonly PublisherSlot _slot;

    internal AudioTrack(ITrackOwner owner, TrackRow row, TrackRecording recording, bool isImport, SessionOptions options, TimeProvider time)
    {
        (_owner, _isImport, Recording, Number, Speaker) = (owner, isImport, recording, row.Number, row.Speaker);
        _slot = new PublisherSlot(this, waits: !isImport, options, time);
        Intake = new TrackIntake(this, _slot, owner, row, options, time);
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

    /// <summary>Takes what its publisher sends.</summary>
    internal TrackIntake Intake { get; }

    /// <inheritdoc cref="TrackIntake.StartedAt"/>
    public DateTimeOffset? StartedAt => Intake.StartedAt;

    /// <inheritdoc cref="TrackIntake.Offset"/>
    public long Offset => Intake.Offset;

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
    public SoundLevel? Level => _slot.Present is null ? null : Intake.Level.Of(Number);

    /// <summary>Whether its audio came faster than it was spoken: a file, whose lag is nobody's waiting.</summary>
    public bool IsAheadOfTime => _isImport || AheadOfTime.TotalSeconds > 5;

    /// <inheritdoc cref="TrackIntake.AheadOfTime"/>
    public TimeSpan AheadOfTime => Intake.AheadOfTime;

    /// <summary>As who writes down what is said on it needs to know it.</summary>
    internal ScribedTrack Scribed => new(Number, Speaker) { Offset = Offset, ReceivedAt = ReceivedAt };

    /// <summary>When the sample at a position of the track came in; null where that is not known any more.</summary>
    public DateTimeOffset? ReceivedAt(long position) => _isImport ? null : Intake.Arrivals.Find(position);

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
}
