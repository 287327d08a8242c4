using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Server.Live.Sinks;

/// <summary>When a cue's words were spoken, on the wall clock.</summary>
internal static class SpokenTime
{
    /// <summary>Audio that comes this much later than its place in the session says was not late but paused.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The session's start and the cue's place in it. A publisher that sends nothing while nobody speaks pushes the two apart for good;
    /// then the moment in which the last word came in counts.
    /// </summary>
    public static DateTimeOffset Of(Cue cue, DateTimeOffset startedAt)
    {
        var place = startedAt.AddSeconds(cue.Start);
        if (cue.Latency is not { } latency || cue.Words is not { Count: > 0 } words)
        {
            return place;
        }

        var arrived = cue.CreatedAt.AddSeconds(-latency - Math.Max(0, words[^1].End - cue.Start));
        return arrived - place > Pause ? arrived : place;
    }
}
