namespace LiveCaptions.Captions.Metadata;

/// <summary>
/// What a text is about: words that say something, and up to three of them in a row, by how often they are said. A phrase weighs more
/// than its words, a name more than other words; what is a part of a phrase nearly always is not told by itself.
/// </summary>
internal static class KeyPhrases
{
    private const int MaxWords = 3;
    private const double NameWeight = 1.5;

    /// <summary>What one word more of a phrase adds to its weight.</summary>
    private const double WordWeight = 0.75;

    /// <summary>Share of a word's occurrences within a phrase from which on it is told by that.</summary>
    private const double Within = 0.6;

    /// <summary>Of longer texts what is said once only is no key phrase.</summary>
    private const int ShortText = 200;

    /// <returns>The weightiest first.</returns>
    public static List<KeyPhrase> Of(IReadOnlyList<Sentence> sentences)
    {
        var found = new Dictionary<string, List<(string Text, bool IsName)>>(StringComparer.Ordinal);
        foreach (var sentence in sentences)
        {
            Collect(sentence.Terms, found);
        }

        var least = sentences.Sum(sentence => sentence.Words) > ShortText ? 2 : 1;
        var phrases = found
            .Where(phrase => phrase.Value.Count >= (phrase.Key.Contains(' ', StringComparison.Ordinal) ? Math.Max(2, least) : least))
            .Select(phrase => Weigh(phrase.Key, phrase.Value))
            .OrderByDescending(phrase => phrase.Weight).ThenBy(phrase => phrase.Stem, StringComparer.Ordinal)
            .ToList();
        return WithoutParts(phrases);
    }

    private static void Collect(IReadOnlyList<Term> terms, Dictionary<string, List<(string Text, bool IsName)>> found)
    {
        for (var first = 0; first < terms.Count; first++)
        {
            for (var last = first; last < Math.Min(terms.Count, first + MaxWords); last++)
            {
                if (terms[last].Place - terms[first].Place != last - first)
                {
                    break;
                }

                var words = terms.Skip(first).Take(last - first + 1).ToList();
                var stem = string.Join(' ', words.Select(word => word.Stem));
                if (!found.TryGetValue(stem, out var places))
                {
                    found.Add(stem, places = []);
                }

                places.Add((string.Join(' ', words.Select(word => word.Text)), words.TrueForAll(word => word.IsName)));
            }
        }
    }

    private static KeyPhrase Weigh(string stem, List<(string Text, bool IsName)> places)
    {
        // At the start of a sentence every word has a capital: the commonest form elsewhere is its own.
        var isName = 2 * places.Count(place => place.IsName) >= places.Count;
        var text = places.GroupBy(place => place.Text, StringComparer.Ordinal)
            .OrderByDescending(form => form.Count())
            .ThenBy(form => isName == char.IsLower(form.Key[0]))
            .ThenBy(form => form.Key, StringComparer.Ordinal).First().Key;
        var words = stem.Count(letter => letter == ' ');
        return new KeyPhrase(stem, text, places.Count, places.Count * (1 + (words * WordWeight)) * (isName ? NameWeight : 1));
    }

    private static List<KeyPhrase> WithoutParts(List<KeyPhrase> phrases)
    {
        var covered = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var phrase in phrases)
        {
            foreach (var part in PartsOf(phrase.Stem))
            {
                covered[part] = Math.Max(covered.GetValueOrDefault(part), phrase.Count);
            }
        }

        return phrases.FindAll(phrase => covered.GetValueOrDefault(phrase.Stem) < Within * phrase.Count);
    }

    /// <summary>All shorter rows of words within a phrase.</summary>
    private static IEnumerable<string> PartsOf(string stem)
    {
        var words = stem.Split(' ');
        for (var length = 1; length < words.Length; length++)
        {
            for (var first = 0; first + length <= words.Length; first++)
            {
                yield return string.Join(' ', words, first, length);
            }
        }
    }
}
