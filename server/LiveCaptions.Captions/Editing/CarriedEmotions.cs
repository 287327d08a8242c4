using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Captions.Editing;

/// <summary>How it is said is heard once; a transcript that is made anew has it from the one before.</summary>
public static class CarriedEmotions
{
    /// <param name="before">The older transcript's.</param>
    /// <returns>The cue as most of its time was said.</returns>
    public static Cue Onto(Cue cue, IReadOnlyList<Cue> before)
    {
        if (cue.Emotion is not null)
        {
            return cue;
        }

        var most = before.Where(other => other.Emotion is not null).MaxBy(other => Overlap(cue, other));
        return most is not null && 2 * Overlap(cue, most) > cue.End - cue.Start ? cue with { Emotion = most.Emotion } : cue;
    }

    private static double Overlap(Cue one, Cue other) => Math.Min(one.End, other.End) - Math.Max(one.Start, other.Start);
}
