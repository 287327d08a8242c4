namespace LiveCaptions.Speech.Formatting.Rules;

/// <summary>Hides listed words, also as a part of a word with hyphens.</summary>
internal sealed class RedactedWordsRule : IWritingRule
{
    public const string Mark = "[redacted]";

    private readonly WordList<string> _list = new();
    private readonly HashSet<string> _single = new(StringComparer.Ordinal);

    public RedactedWordsRule(IEnumerable<string> words)
    {
        foreach (var word in words)
        {
            _list.Add(word, word);
            _single.Add(Tokenizer.Bare(Tokenizer.Trim(word).Core));
        }
    }

    public Written? Match(Phrase phrase)
    {
        foreach (var (count, possessive, _) in _list.Find(phrase))
        {
            return Written.Redacted(count, Mark + possessive);
        }

        var word = phrase[0];
        return word.AsSpan().IndexOfAny('-', '/', '\'') > 0 && word.Split('-', '/', '\'').Any(_single.Contains) ? Written.Redacted(1, Mark)
            : null;
    }
}
