namespace LiveCaptions.Speech.Formatting.Rules;

/// <summary><c>June 21st, 1984</c>, <c>the 21st of June 1984</c>, <c>May 5</c>.</summary>
internal sealed class DateRule : IWritingRule
{
    private static readonly string[] Months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    private static readonly HashSet<string> Prepositions =
    [
        "on", "of", "since", "until", "by", "in", "from", "before", "after",
        "this", "last", "next", "early", "late", "to", "through", "between",
        "till", "is", "was",
    ];

    public Written? Match(Phrase phrase) => MonthOf(phrase, 0) is { } month ? MonthFirst(phrase, month) : DayFirst(phrase);

    private static Written? MonthFirst(Phrase phrase, string month)
    {
        if (!IsMonth(phrase, 0))
        {
            return null;
        }

        if (ReadOrdinalDay(phrase, 1) is { } day)
        {
            return WithYear(phrase, month, day.Count, OrdinalRule.Of(day.Value));
        }

        if (YearReader.ReadBehindMonth(phrase, 1) is { } year)
        {
            return new Written(new Written.Part(1, month), new Written.Part(year.Count, year.Text));
        }

        return NumberReader.ReadBelowHundred(phrase.Words, 1) is { Value: > 0 and <= 31 } number
            && (number.Value >= 10 || HasEnded(phrase, 1 + number.Count))
            ? WithYear(phrase, month, number.Count, number.PlainText)
            : null;
    }

    private static Written WithYear(Phrase phrase, string month, int count, string day) =>
        YearReader.ReadBehindMonth(phrase, 1 + count) is { } year
        ? new Written(new Written.Part(1, month), new Written.Part(count, $"{day},"), new Written.Part(year.Count, year.Text))
        : new Written(new Written.Part(1, month), new Written.Part(count, day));

    private static Written? DayFirst(Phrase phrase)
    {
        if (ReadOrdinalDay(phrase, 0) is not { } day)
        {
            return null;
        }

        var of = phrase[day.Count] == "of" ? 1 : 0;
        if (MonthOf(phrase, day.Count + of) is not { } month || (of == 0 && !IsMonth(phrase, day.Count)))
        {
            return null;
        }

        var at = day.Count + of + 1;
        List<Written.Part> parts = [new(day.Count, OrdinalRule.Of(day.Value))];
        if (of == 1)
        {
            parts.Add(new(1, "of"));
        }

        parts.Add(new(1, month));
        if (YearReader.ReadBehindMonth(phrase, at) is { } year)
        {
            parts.Add(new(year.Count, year.Text));
        }

        return new Written(parts);
    }

    private static Quantity? ReadOrdinalDay(Phrase phrase, int at)
    {
        if (NumberReader.ReadOrdinal(phrase.Words, at) is { Value: > 0 and <= 31 } day)
        {
            return day;
        }

        return null;
    }

    private static string? MonthOf(Phrase phrase, int at) =>
        phrase[at] is { Length: > 0 } word && Array.IndexOf(Months, word) >= 0 ? char.ToUpperInvariant(word[0]) + word[1..] : null;

    /// <summary>May and march are months where they are written so, or where something before them says so.</summary>
    private static bool IsMonth(Phrase phrase, int at) =>
        phrase[at] is not ("may" or "march") || (at == 0 && Prepositions.Contains(phrase.BareBefore()))
            || (phrase.Token(at).IsCapital && !(at == 0 && phrase.Before is null));

    /// <summary>Nothing is counted: June five, not June five people.</summary>
    private static bool HasEnded(Phrase phrase, int at) =>
        phrase[at] is "" or "at" or "in" or "from" or "to" or "and" or "until"
            or "through" or "is" or "was" or "or" or "for" or "with" or "we"
        || YearReader.ReadBehindMonth(phrase, at) is not null;
}
