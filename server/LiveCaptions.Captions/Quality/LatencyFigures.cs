using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Captions.Quality;

/// <summary>How long viewers waited for captions, from the sound reaching the server to the message being sent.</summary>
/// <param name="First">From a caption's first word to anything of it being shown; null of sessions from before it was kept.</param>
/// <param name="Final">From a caption's last word to its final.</param>
public sealed record LatencyFigures(DelayFigures? First, DelayFigures? Final)
{
    /// <returns>Null where nothing was measured.</returns>
    public static LatencyFigures? Of(IReadOnlyList<Cue> seen)
    {
        var first = DelayFigures.Of([.. seen.Select(cue => cue.Shown?.First).OfType<double>()]);
        var final = DelayFigures.Of([.. seen.Select(cue => cue.Shown?.Final ?? cue.Latency).OfType<double>()]);
        return first is null && final is null ? null : new LatencyFigures(first, final);
    }
}
