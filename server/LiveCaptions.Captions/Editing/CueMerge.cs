using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Captions.Editing;

/// <summary>Several finals become one.</summary>
public static class CueMerge
{
    /// <param name="cues">Two at least, in order of time.</param>
    /// <returns>The first one, with the words of all. How it is said is what the longest of them says.</returns>
    public static Cue Of(IReadOnlyList<Cue> cues) =>
        CueTouch.Mark(cues[0], [CueTouch.Times, .. cues.SelectMany(cue => cue.Touched ?? [])]) with
        {
            End = cues.Max(cue => cue.End),
            Text = string.Join(' ', cues.Select(cue => cue.Text)),
            Words = cues.All(cue => cue.Words is null) ? null : [.. cues.SelectMany(CueTimes.WordsOf)],
            Emotion = cues.MaxBy(cue => cue.End - cue.Start)!.Emotion,
        };
}
