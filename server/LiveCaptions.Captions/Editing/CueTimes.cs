using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Captions.Editing;

/// <summary>Other times for a final. Times in seconds.</summary>
public static class CueTimes
{
    /// <summary>Shorter than any time code tells apart.</summary>
    private const double Same = 0.0015;

    /// <summary>
    /// A cue that is moved as a whole takes its words along; one that is made shorter or longer keeps them where they are spoken,
    /// as far as they lie inside of it.
    /// </summary>
    public static Cue Move(Cue cue, double start, double end)
    {
        (start, end) = (Math.Round(start, 3), Math.Round(end, 3));
        return CueTouch.Mark(cue, CueTouch.Times) with
        {
            Start = start,
            End = end,
            Words = cue.Words is null ? null : Move(cue, cue.Words, start, end)
        };
    }

    /// <summary>The words of a cue with their times; those whose times nobody knows share the cue's.</summary>
    public static IReadOnlyList<CueWord> WordsOf(Cue cue) => cue.Words ?? Spread(CaptionText.Words(cue.Text), cue.Start, cue.End);

    private static IReadOnlyList<CueWord> Move(Cue cue, IReadOnlyList<CueWord> words, double start, double end)
    {
        var by = start - cue.Start;
        if (Math.Abs(end - cue.End - by) < Same)
        {
            return [.. words.Select(word => word with { Start = Math.Round(word.Start + by, 3), End = Math.Round(word.End + by, 3) })];
        }

        return start >= cue.End || end <= cue.Start
            ? [.. words.Zip(
                Spread([.. words.Select(word => word.Text)], start, end), (word, at) => word with { Start = at.Start, End = at.End })]
            : [.. words.Select(word => word with { Start = Math.Clamp(word.Start, start, end), End = Math.Clamp(word.End, start, end) })];
    }

    private static CueWord[] Spread(string[] words, double start, double end)
    {
        var spread = new CueWord[words.Length];
        WordSpread.Fill(spread, words, start, end);
        return spread;
    }
}
