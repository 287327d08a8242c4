using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Captions.Editing;

/// <summary>How it is said is heard once; a transcript that is made anew has it from the one before.</summary>
public static class CarriedEmotions
{
    /// <param name="before">The older transcript's.</param>
    /// <returns>The cues, those that do not tell it themselves as most of their time was said.</returns>
    public static IEnumerable<Cue> Onto(IEnumerable<Cue> cues, IEnumerable<Cue> before)
    {
        var felt = CuesByTime.Of(before.Where(cue => cue.Emotion is not null));
        return cues.Select(cue => cue.Emotion is null ? Onto(cue, felt) : cue);
    }

    private static Cue Onto(Cue cue, CuesByTime felt)
    {
        var most = felt.Near(cue.Start, cue.End).MaxBy(other => Overlap(cue, other));
        return most is not null && 2 * Overlap(cue, most) > cue.End - cue.Start ? cue with { Emotion = most.Emotion } : cue;
    }

    private static double Overlap(Cue one, Cue other) => Math.Min(one.End, other.End) - Math.Max(one.Start, other.Start);
}
