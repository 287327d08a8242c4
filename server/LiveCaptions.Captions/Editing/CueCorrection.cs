using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Captions.Editing;

/// <summary>
/// A person's new text for a final: words that stay keep their times and confidences, new ones share the time between them.
/// </summary>
public static class CueCorrection
{
    /// <summary>The cue with another text, empty for none; its seq and revision stay.</summary>
    public static Cue Rewrite(Cue cue, string text)
    {
        var words = CaptionText.Words(text);
        return CueTouch.Mark(cue, CueTouch.Text) with
        {
            Text = string.Join(' ', words),
            Words = cue.Words is null || words.Length == 0 ? null : Retime(cue.Start, cue.End, cue.Words, words),
        };
    }

    /// <summary>Words of a stretch from one second to another: those that stay keep their times and confidences.</summary>
    internal static CueWord[] Retime(double start, double end, IReadOnlyList<CueWord> before, string[] words)
    {
        var match = WordAlignment.Match(before.Select(w => w.Text).ToArray(), words);
        var retimed = new CueWord[words.Length];
        var done = 0;
        var from = start;
        for (var i = 0; i < before.Count; i++)
        {
            if (match[i] >= 0)
            {
                WordSpread.Fill(retimed.AsSpan(done..match[i]), words.AsSpan(done..match[i]), from, before[i].Start);
                retimed[match[i]] = before[i] with { Text = words[match[i]] };
                done = match[i] + 1;
                from = before[i].End;
            }
        }

        WordSpread.Fill(retimed.AsSpan(done..), words.AsSpan(done..), from, Math.Max(from, end));
        return retimed;
    }
}
