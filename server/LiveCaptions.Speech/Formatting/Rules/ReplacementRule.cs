namespace LiveCaptions.Speech.Formatting.Rules;

/// <summary>Writes what somebody wants instead of words: whole words, one after the other, no patterns.</summary>
internal sealed class ReplacementRule : IWritingRule
{
    private readonly WordList<Replacement> _list = new();

    public ReplacementRule(IEnumerable<Replacement> replacements)
    {
        foreach (var replacement in replacements)
        {
            _list.Add(replacement.Find, replacement);
        }
    }

    public Written? Match(Phrase phrase)
    {
        foreach (var (count, possessive, replacement) in _list.Find(phrase))
        {
            if (!replacement.MatchCase || HasCaseOf(phrase, possessive, replacement.Find))
            {
                return Write(count, replacement.Write, possessive);
            }
        }

        return null;
    }

    private static Written Write(int count, string text, string possessive)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
        {
            return Written.Of(count, "");
        }

        // Word for word as far as that goes: words keep their times.
        words[^1] += possessive;
        var kept = Math.Min(count, words.Length) - 1;
        return new Written([
            .. words.Take(kept).Select(word => new Written.Part(1, word)),
            new Written.Part(count - kept, string.Join(' ', words.Skip(kept)))
        ]);
    }

    private static bool HasCaseOf(Phrase phrase, string possessive, string find)
    {
        var cores = Tokenizer.Cores(find).ToArray();
        cores[^1] += possessive;
        return cores.Index().All(core => phrase.Token(core.Index).Core.Replace('’', '\'') == core.Item);
    }
}
