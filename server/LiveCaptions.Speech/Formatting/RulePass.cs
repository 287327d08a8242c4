namespace LiveCaptions.Speech.Formatting;

/// <summary>Goes once over all tokens; at each place the first rule that fits writes.</summary>
/// <param name="isLenient">As of <see cref="Phrase"/>.</param>
internal sealed class RulePass(IReadOnlyList<IWritingRule> rules, bool isLenient = false)
{
    /// <summary>Whether there is nothing to do.</summary>
    public bool IsEmpty => rules.Count == 0;

    public List<SpokenToken> Run(IReadOnlyList<SpokenToken> tokens)
    {
        var written = new List<SpokenToken>(tokens.Count);
        var removed = new RemovedWords();
        var phrase = new Phrase(tokens, written, isLenient);
        var seen = 0;
        for (var at = 0; at < tokens.Count;)
        {
            phrase.MoveTo(at);
            var found = tokens[at].Bare.Length == 0 ? null : Find(phrase);
            seen = Math.Max(seen, phrase.Seen);
            var count = found?.Count ?? 1;
            var source = tokens.Skip(at).Take(count).ToList();
            if (found is null)
            {
                written.Add(removed.Before(source[0] with { Seen = seen }, written));
            }
            else
            {
                Write(found, source, seen, written, removed);
            }

            at += count;
        }

        removed.AtEnd(written);
        return written;
    }

    private Written? Find(Phrase phrase)
    {
        foreach (var rule in rules)
        {
            if (rule.Match(phrase) is { } found && phrase.IsWhole(found.Count))
            {
                return found;
            }
        }

        return null;
    }

    private static void Write(Written found, List<SpokenToken> source, int seen, List<SpokenToken> written, RemovedWords removed)
    {
        var from = 0;
        for (var i = 0; i < found.Parts.Count; i++)
        {
            var part = found.Parts[i];
            var own = source.GetRange(from, part.Count);
            from += part.Count;
            if (part.Text.Length == 0)
            {
                removed.Add(own);
                continue;
            }

            foreach (var token in found.IsRedacted ? Hidden(part.Text, own) : Tokens(part.Text, own))
            {
                written.Add(removed.Before(token with { Seen = seen }, written));
            }
        }
    }

    /// <summary>One for each who says a part of it. How it was spoken is not kept.</summary>
    private static IEnumerable<SpokenToken> Hidden(string mark, List<SpokenToken> own) =>
        own.GroupBy(token => token.Stretch).SelectMany(part => Tokens(mark, [.. part])).Select(token => token with { Spoken = token.Text });

    private static string Join(List<SpokenToken> own) =>
        string.Join(' ', own.Select(token => token.Spoken).Where(spoken => spoken.Length > 0));

    /// <summary>As many words as there were take their times; others share the time; how it was spoken stands with the first
    /// then.</summary>
    private static IEnumerable<SpokenToken> Tokens(string text, List<SpokenToken> own)
    {
        var texts = text.Split(' ');
        var isWordByWord = texts.Length == own.Count;
        var (start, length) = (own[0].Start, own[^1].End - own[0].Start);
        for (var i = 0; i < texts.Length; i++)
        {
            var (isFirst, isLast) = (i == 0, i == texts.Length - 1);
            var trail = isLast ? own[^1].Trail : "";
            yield return own[0] with
            {
                Lead = isFirst ? own[0].Lead : "",
                Core = texts[i],
                Trail = texts[i].EndsWith('.') && trail.StartsWith('.') ? trail[1..] : trail,
                Bare = "",
                Start = isWordByWord ? own[i].Start : start + (length * i / texts.Length),
                End = isWordByWord ? own[i].End : start + (length * (i + 1) / texts.Length),
                Confidence = own.Min(token => token.Confidence),
                Speaker = own[0].Speaker ?? own.Find(token => token.Speaker is not null)?.Speaker,
                Spoken = isWordByWord ? own[i].Spoken : isFirst ? Join(own) : "",
            };
        }
    }
}
