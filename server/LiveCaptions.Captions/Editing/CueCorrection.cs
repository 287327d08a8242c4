using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Captions.Editing;

/// <summary>A person's new text for a final: words that stay keep their times and confidences, new ones share the time between them.</summary>
public static class CueCorrection
{
    /// <param name="cue">The stored final.</param>
    /// <param name="text">The new text; empty to blank the cue.</param>
    /// <param name="seq">The correction's own, from the session's <see cref="SeqCounter"/>.</param>
    /// <param name="at">When the correction was made.</param>
    /// <exception cref="ArgumentException">The cue is an interim.</exception>
    public static Cue Correct(Cue cue, string text, long seq, DateTimeOffset at)
    {
        if (cue.Kind != CueKind.Final)
        {
            throw new ArgumentException($"Cue {cue.Id} is still an interim; only a final can be corrected.", nameof(cue));
        }

        var words = CaptionText.Words(text);
        return cue with
        {
            Seq = seq,
            Revision = cue.Revision + 1,
            Text = string.Join(' ', words),
            Words = cue.Words is null || words.Length == 0 ? null : Retime(cue, cue.Words, words),
            Latency = null,
            CreatedAt = at,
            Edited = true,
        };
    }

    private static CueWord[] Retime(Cue cue, IReadOnlyList<CueWord> before, string[] words)
    {
        var match = WordAlignment.Match(before.Select(w => w.Text).ToArray(), words);
        var retimed = new CueWord[words.Length];
        var done = 0;
        var from = cue.Start;
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

        WordSpread.Fill(retimed.AsSpan(done..), words.AsSpan(done..), from, Math.Max(from, cue.End));
        return retimed;
    }
}
