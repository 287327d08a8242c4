using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Captions;

/// <summary>
/// A session's cues in the order their messages go out: gives every message its seq, every cue its id and revision.
/// Holds what is still open; finals live in the store. Thread-safe: several tracks feed one timeline.
/// </summary>
public sealed class CueTimeline
{
    public CueTimeline(string sessionId, CueOptions options, TimeProvider time, long lastSeq = 0, int lastCueNumber = 0)
    {
    }

    /// <summary>The last seq given out.</summary>
    public long LastSeq => throw new NotSupportedException();

    /// <summary>Cues that are still open, newest revision each.</summary>
    public IReadOnlyList<Cue> OpenCues => throw new NotSupportedException();

    /// <summary>Takes a track's next transcript.</summary>
    /// <param name="track">Number of the track in its session.</param>
    /// <param name="receivedAt">When the audio at a sample position came in; null where nobody knows (files).</param>
    /// <returns>The messages it makes, in the order to store and send them.</returns>
    public IReadOnlyList<Cue> Apply(int track, Transcript transcript, Func<long, DateTimeOffset?> receivedAt) => throw new NotSupportedException();

    /// <summary>The next seq, for messages that are no cue of a transcript: corrections, session states.</summary>
    public long NextSeq() => throw new NotSupportedException();
}
