namespace LiveCaptions.Speech.Formatting.Rules;

/// <summary><c>1984</c>, <c>1980s</c>, <c>2026</c> by themselves.</summary>
internal sealed class YearRule : IWritingRule
{
    private static readonly HashSet<string> Prepositions = ["in", "since", "year", "circa", "of", "until", "by", "from", "before", "after"];

    public Written? Match(Phrase phrase)
    {
        if (NumberWords.IsCardinal(phrase.BareBefore()))
        {
            return null;
        }

        var isTold = Prepositions.Contains(phrase.BareBefore());
        if (YearReader.ReadPair(phrase, 0, leastCentury: isTold && phrase.BareBefore() is "in" or "since" or "year" or "circa" ? 10
            : 17) is { } year && !IsCounted(phrase, year.Count))
        {
            return Written.Of(year.Count, year.Text);
        }

        // Nineteen hundred; in two thousand.
        return NumberReader.Read(phrase.Words, 0) is { IsWhole: true, IsDigits: false, IsFromA: false } number
            && ((number.Value == 1900 && number.Count == 2)
                || (phrase.BareBefore() is "in" or "since" or "year" && number.Value is >= 1100 and < 2100))
            && !IsCounted(phrase, number.Count)
            && phrase[number.Count] is not ("people" or "hours" or "men" or "women" or "children" or "cases" or "years")
                ? Written.Of(number.Count, number.PlainText)
                : null;
    }

    private static bool IsCounted(Phrase phrase, int at) =>
        NumberWords.IsCardinal(phrase[at]) || phrase[at] is "percent" or "per" || MoneyRule.SymbolOf(phrase[at]) is not null
            || UnitRule.Find(phrase, at) is not null;
}
