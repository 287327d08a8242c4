namespace LiveCaptions.Speech.Formatting.Rules;

/// <summary>Words, or several in a row, that somebody listed, and what belongs to each; found by their first word.</summary>
internal sealed class WordList<T>
{
    private const string Possessive = "'s";

    private readonly Dictionary<string, List<(string[] Words, T Value)>> _byFirst = new(StringComparer.Ordinal);

    public void Add(string text, T value)
    {
        var words = Tokenizer.Cores(text).Select(Tokenizer.Bare).ToArray();
        if (words.Length == 0)
        {
            return;
        }

        if (!_byFirst.TryGetValue(words[0], out var same))
        {
            _byFirst[words[0]] = same = [];
        }

        same.Add((words, value));
    }

    /// <summary>Those that the phrase begins with, the longest first; a possessive <c>'s</c> behind the last word does not count, and is
    /// told.</summary>
    public IEnumerable<(int Count, string Possessive, T Value)> Find(Phrase phrase)
    {
        var first = phrase[0];
        var stem = first.EndsWith(Possessive, StringComparison.Ordinal) ? first[..^Possessive.Length] : "";
        if (Under(first).Count + Under(stem).Count == 0)
        {
            return [];
        }

        return from entry in Under(first).Concat(Under(stem))
               from possessive in (string[])["", Possessive]
               where IsThere(phrase, entry.Words, possessive)
               orderby entry.Words.Length descending
               select (entry.Words.Length, possessive, entry.Value);
    }

    private static bool IsThere(Phrase phrase, string[] words, string possessive) =>
        words.Index().All(word => phrase[word.Index] == word.Item + (word.Index == words.Length - 1 ? possessive : ""));

    private List<(string[] Words, T Value)> Under(string first) => _byFirst.GetValueOrDefault(first) ?? [];
}
