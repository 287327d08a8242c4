namespace LiveCaptions.Captions.Scribing;

/// <summary>A track as who writes down what is said on it needs to know it.</summary>
/// <param name="Number">In its session, from 0.</param>
/// <param name="Speaker">Who speaks on it, where its publisher gave a name; null tells voices apart, where the engine can.</param>
public sealed record ScribedTrack(int Number, string? Speaker = null)
{
    /// <summary>Where its first sample lies in the session, in samples.</summary>
    public long Offset { get; init; }

    /// <summary>When the sample at a position of the track came in; null where nobody knows (files).</summary>
    public Func<long, DateTimeOffset?> ReceivedAt { get; init; } = _ => null;
}
