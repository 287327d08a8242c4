using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Captions.Editing;

/// <summary>One final becomes two.</summary>
public static class CueSplit
{
    /// <param name="at">Seconds, inside of the cue: where the second begins. A word belongs to the side that most of it lies on.</param>
    /// <returns>The first, with the cue's id, and the second, with the same id still; null where one of them would have no word.</returns>
    public static (Cue First, Cue Second)? At(Cue cue, double at)
    {
        var words = CueTimes.WordsOf(cue);
        var count = words.TakeWhile(word => (word.Start + word.End) / 2 < at).Count();
        at = Math.Round(at, 3);
        return count == 0 || count == words.Count || at <= cue.Start || at >= cue.End
            ? null
            : (Part(cue, words.Take(count), cue.Start, at), Part(cue, words.Skip(count), at, cue.End));
    }

    private static Cue Part(Cue cue, IEnumerable<CueWord> words, double start, double end)
    {
        List<CueWord> own =
            [.. words.Select(word => word with { Start = Math.Clamp(word.Start, start, end), End = Math.Clamp(word.End, start, end) })];
        return CueTouch.Mark(cue, CueTouch.Times) with
        {
            Start = start,
            End = end,
            Text = string.Join(' ', own.Select(word => word.Text)),
            Words = cue.Words is null ? null : own,
        };
    }
}
