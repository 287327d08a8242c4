namespace LiveCaptions.Captions.Cues;

/// <summary>Gives words whose times nobody knows a share of a stretch of time, by their length.</summary>
internal static class WordSpread
{
    /// <summary>Fills <paramref name="target"/> with <paramref name="words"/>, spread over [start, end] seconds, confidence 1.</summary>
    public static void Fill(Span<CueWord> target, ReadOnlySpan<string> words, double start, double end)
    {
        var total = 0;
        foreach (var word in words)
        {
            total += word.Length;
        }

        var length = Math.Max(0, end - start);
        var before = 0;
        for (var i = 0; i < words.Length; i++)
        {
            var from = start + (length * before / total);
            before += words[i].Length;
            target[i] = new CueWord(words[i], Math.Round(from, 3), Math.Round(start + (length * before / total), 3), 1);
        }
    }
}
