namespace LiveCaptions.Speech.Formatting.Rules;

/// <summary>Words, or several in a row, that somebody listed, and what belongs to each; found by their first word.</summary>
internal sealed class WordList<T>
{
    private readonly Dictionary<string, List<(string[] Words, T Value)>> _byFirst = new(StringComparer.Ordinal);

    public void Add(string text, T value)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(word => Tokenizer.Bare(Tokenizer.Trim(word).Core)).Where(word => word.Length > 0).ToArray();
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

    /// <summary>Those that the phrase begins with, the longest first; a possessive <c>'s</c> behind the last word does not count, and is told.</summary>
    public IEnumerable<(int Count, string Possessive, T Value)> Find(Phrase phrase)
    {
        var first = phrase[0];
        foreach (var possessive in (string[])["", "'s"])
        {
            if (!first.EndsWith(possessive, StringComparison.Ordinal) && !_byFirst.ContainsKey(first))
            {
                continue;
            }

            foreach (var (words, value) in Under(first).Concat(possessive.Length > 0 && first.EndsWith(possessive, StringComparison.Ordinal) ? Under(first[..^2]) : []).OrderByDescending(entry => entry.Words.Length))
            {
                if (words.Index().All(word => phrase[word.Index] == (word.Index == words.Length - 1 ? word.Item + possessive : word.Item)))
                {
                    yield return (words.Length, possessive, value);
                }
            }
        }
    }

    private List<(string[] Words, T Value)> Under(string first) => _byFirst.GetValueOrDefault(first) ?? [];
}
