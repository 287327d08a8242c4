namespace LiveCaptions.Captions.Metadata;

/// <summary>The sentences of a text that say most of what it is about, as they were said.</summary>
internal static class Summary
{
    private const int MinWords = 5;
    private const int MaxWords = 40;

    /// <summary>Share of a sentence's terms that others have said already, from which on it says nothing new.</summary>
    private const double Said = 0.6;

    /// <returns>In order of time.</returns>
    public static IReadOnlyList<Sentence> Of(IReadOnlyList<Sentence> sentences, IReadOnlyList<KeyPhrase> phrases, int most)
    {
        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var phrase in phrases)
        {
            foreach (var stem in phrase.Stem.Split(' '))
            {
                weights[stem] = Math.Max(weights.GetValueOrDefault(stem), phrase.Weight);
            }
        }

        var taken = new List<Sentence>();
        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (var sentence in sentences
            .Where(sentence => sentence.Words is >= MinWords and <= MaxWords && sentence.Terms.Count > 0)
            .OrderByDescending(sentence => WeightOf(sentence, weights)).ThenBy(sentence => sentence.Start))
        {
            if (taken.Count == most)
            {
                break;
            }

            var stems = sentence.Terms.Select(term => term.Stem).Distinct(StringComparer.Ordinal).ToList();
            if (stems.Count(said.Contains) <= Said * stems.Count)
            {
                taken.Add(sentence);
                said.UnionWith(stems);
            }
        }

        return [.. taken.OrderBy(sentence => sentence.Start)];
    }

    // By the root of the length: long sentences are not better for having more words, nor short ones for having few.
    private static double WeightOf(Sentence sentence, Dictionary<string, double> weights) =>
        sentence.Terms.DistinctBy(term => term.Stem).Sum(term => weights.GetValueOrDefault(term.Stem)) / Math.Sqrt(sentence.Words);
}
