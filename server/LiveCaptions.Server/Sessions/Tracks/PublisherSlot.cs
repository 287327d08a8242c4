using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Sessions.Tracks;

/// <summary>Who publishes a track: one at a time, and for a while nobody, as who went may come back.</summary>
/// <param name="waits">Whether it is waited for a publisher at all.</param>
internal sealed class PublisherSlot(AudioTrack track, bool waits, SessionOptions options, TimeProvider time) : IDisposable
{
    private Publisher? _present;
    private Publisher? _last;
    private DateTimeOffset _lastSign;
    private ITimer? _grace;

    /// <summary>Held while something of the present publisher is taken, so that it is not replaced meanwhile.</summary>
    public Lock Gate { get; } = new();

    public Publisher? Present => _present;

    /// <summary>Whether who published last went without a word, as they did when the server was killed.</summary>
    public bool WasCutOff { get; private set; } = true;

    /// <summary>Gives the track to a new publisher.</summary>
    /// <param name="takeoverAfter">How long nothing must have come from the present one for it to be taken for dead.</param>
    /// <returns>Null when the present publisher is alive, or the track is closed.</returns>
    public Publisher? TryTake(TimeSpan takeoverAfter)
    {
        lock (Gate)
        {
            if (track.IsClosed || (_present is not null && time.GetUtcNow() - _lastSign < takeoverAfter))
            {
                return null;
            }

            StopGrace();
            if (_present is not null)
            {
                _present.Stop(PublisherStop.Replaced);
                WasCutOff |= _present.HasAppended;
            }

            _present = _last = new Publisher(track);
            _lastSign = time.GetUtcNow();
            return _present;
        }
    }

    /// <summary>Starts the time within which a publisher has to come (back).</summary>
    public void StartGrace()
    {
        lock (Gate)
        {
            if (waits && _present is null && !track.IsClosed)
            {
                StopGrace();
                _grace = time.CreateTimer(_ => OnGraceExpired(), state: null, options.Grace, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>A publisher gave a sign of life.</summary>
    public void Touch(Publisher publisher, TimeSpan ago)
    {
        lock (Gate)
        {
            if (_present == publisher && time.GetUtcNow() - ago is var sign && sign > _lastSign)
            {
                _lastSign = sign;
            }
        }
    }

    /// <summary>Its connection is gone.</summary>
    public void Leave(Publisher publisher, bool saidGoodbye)
    {
        lock (Gate)
        {
            if (_present != publisher)
            {
                return;
            }

            // One that never brought audio says nothing about how the one before it went.
            _present = null;
            WasCutOff = publisher.HasAppended ? !saidGoodbye : WasCutOff;
        }

        StartGrace();
    }

    /// <summary>Whether nobody has had the track behind it.</summary>
    public bool WasLast(Publisher publisher)
    {
        lock (Gate)
        {
            return _last == publisher;
        }
    }

    /// <summary>Sends the present publisher away; the track is closed.</summary>
    /// <param name="stop">Why; null lets it stay, as it has nothing more to say.</param>
    public void Close(PublisherStop? stop)
    {
        lock (Gate)
        {
            StopGrace();
            if (stop is { } reason)
            {
                _present?.Stop(reason);
            }
        }
    }

    /// <summary>Sends it away though the track stays open: it goes on after a restart, or is deleted.</summary>
    public void Interrupt(PublisherStop? stop)
    {
        lock (Gate)
        {
            Close(stop);

            // Nothing more of it is taken, so it cannot say either that this was all.
            _present = _last = null;
        }
    }

    public void Dispose() => _grace?.Dispose();

    private void StopGrace()
    {
        _grace?.Dispose();
        _grace = null;
    }

    private void OnGraceExpired()
    {
        lock (Gate)
        {
            if (_present is not null)
            {
                return;
            }
        }

        track.End(SessionEndReason.GraceExpired);
    }
}
