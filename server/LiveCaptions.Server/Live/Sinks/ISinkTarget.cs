using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Live.Sinks;

/// <summary>
/// The far end of a sink: knows its protocol, and nothing of queues and waits. Used by one <see cref="LiveSink"/>, one call at a time.
/// Whatever goes wrong there is a <see cref="SinkFailureException"/>.
/// </summary>
internal interface ISinkTarget : IAsyncDisposable
{
    /// <summary>Least time between two sends.</summary>
    TimeSpan Pace => TimeSpan.Zero;

    /// <summary>Time without a cue after which <see cref="ClearAsync"/> is called.</summary>
    TimeSpan ClearAfter => Timeout.InfiniteTimeSpan;

    /// <summary>Ends when the connection breaks.</summary>
    Task Lost { get; }

    /// <summary>Seconds that the far end's clock is ahead of ours, where it tells.</summary>
    double? ClockSkew => null;

    /// <summary>Makes what is needed to send, if it is not there.</summary>
    /// <returns>Whether the far end said that it takes captions.</returns>
    Task<bool> ConnectAsync(CancellationToken cancellationToken);

    /// <summary>Whether such a cue is sent at all.</summary>
    bool Takes(Cue cue);

    /// <param name="spokenAt">Instant of the cue's first word.</param>
    SendWindow WindowOf(Cue cue, DateTimeOffset spokenAt);

    /// <returns>Null when it was taken; one line when this cue is refused and the next may not be.</returns>
    Task<string?> SendAsync(Cue cue, DateTimeOffset spokenAt, CancellationToken cancellationToken);

    /// <summary>Takes the last cue off the screen.</summary>
    Task ClearAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Notes what has to survive a restart.</summary>
    void Note(SinkRow row)
    {
    }
}
