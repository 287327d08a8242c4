namespace LiveCaptions.Captions.Metadata;

/// <summary>
/// Where a text turns to something else, after TextTiling (Hearst, 1997): the words before a place are compared with those behind it, and
/// where they have less in common than around, there is a border. Pauses make one more likely.
/// </summary>
internal static class TopicShifts
{
    /// <summary>Words that say something, on either side of a place.</summary>
    private const int Block = 40;

    /// <summary>Seconds of a pause that counts in full, and what it counts; the depth of a border is at most 2.</summary>
    private const double LongPause = 4;
    private const double PauseWeight = 0.4;

    /// <returns>For each sentence but the first, in order: how likely something else begins with it.</returns>
    public static double[] Of(IReadOnlyList<Sentence> sentences)
    {
        var likeness = Enumerable.Range(1, Math.Max(0, sentences.Count - 1)).Select(i => LikenessAt(sentences, i)).ToArray();
        return [.. likeness.Select((own, i) =>
            Peak(likeness, i, -1) + Peak(likeness, i, 1) - (2 * own) + PauseBefore(sentences, i + 1))];
    }

    private static double PauseBefore(IReadOnlyList<Sentence> sentences, int index) =>
        PauseWeight * Math.Clamp((sentences[index].Start - sentences[index - 1].End) / LongPause, 0, 1);

    /// <summary>As far up as the likeness climbs without a break.</summary>
    private static double Peak(double[] likeness, int index, int step)
    {
        var peak = likeness[index];
        for (var i = index + step; i >= 0 && i < likeness.Length && likeness[i] >= peak; i += step)
        {
            peak = likeness[i];
        }

        return peak;
    }

    /// <summary>Cosine of the two blocks' counts.</summary>
    private static double LikenessAt(IReadOnlyList<Sentence> sentences, int index)
    {
        var (before, behind) = (Count(sentences, index - 1, -1), Count(sentences, index, 1));
        var (one, other) = (Length(before), Length(behind));
        return one == 0 || other == 0
            ? 0
            : before.Sum(term => (double)term.Value * behind.GetValueOrDefault(term.Key)) / (one * other);
    }

    private static Dictionary<string, int> Count(IReadOnlyList<Sentence> sentences, int from, int step)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var left = Block;
        for (var i = from; i >= 0 && i < sentences.Count && left > 0; i += step)
        {
            foreach (var term in sentences[i].Terms)
            {
                counts[term.Stem] = counts.GetValueOrDefault(term.Stem) + 1;
                left--;
            }
        }

        return counts;
    }

    private static double Length(Dictionary<string, int> counts) => Math.Sqrt(counts.Values.Sum(count => (double)count * count));
}
