using LiveCaptions.Speech;

namespace LiveCaptions.Server.Sessions;

/// <summary>One connection's hold on a track: from admission to <see cref="Detach"/>. One caller at a time.</summary>
public sealed class Publisher
{
    private readonly AudioTrack _track;
    private readonly TaskCompletionSource<PublisherStop> _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Publisher(AudioTrack track) => _track = track;

    /// <summary>Completes when the publisher has to go, and says why.</summary>
    public Task<PublisherStop> Stopped => _stopped.Task;

    /// <summary>Number of the track in its session.</summary>
    public int Track => _track.Number;

    /// <summary>Seconds of audio that are on disk: a publisher that comes back sends from here.</summary>
    public double Received => AudioFormat.ToSeconds(_track.Recording.Length);

    /// <summary>Adds samples (16 kHz mono) to the recording; ignored once the publisher was stopped.</summary>
    public ValueTask AppendAsync(ReadOnlyMemory<short> samples) => _track.AppendAsync(this, samples);

    /// <summary>Still there, though it has nothing to send.</summary>
    public void KeepAlive() => _track.Touch(this);

    /// <summary>What was said so far shall become final now.</summary>
    public void Flush() => _track.Recording.RequestFlush();

    /// <summary>No more audio; done when the last finals are out, and with the last track when the session has ended.</summary>
    public Task CloseAsync() => _track.CloseAsync(SessionEndReason.PublisherClosed);

    /// <summary>The connection is gone; unless the track was closed, its publisher may come back within the grace time.</summary>
    public void Detach() => _track.Detach(this);

    internal void Stop(PublisherStop reason) => _stopped.TrySetResult(reason);
}
