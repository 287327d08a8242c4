namespace LiveCaptions.Speech.Formatting.Rules;

/// <summary>
/// Numbers by themselves: from ten on in digits, below as words, unless a number stands with them that is written in digits, or a word
/// such as <c>page</c> before them. What is no number although it sounds like one stays: a hundred, no one.
/// </summary>
internal sealed class CardinalRule : IWritingRule
{
    private static readonly HashSet<string> Counted =
    [
        "page", "pages", "chapter", "room", "flight", "route", "highway", "version", "section", "figure", "article", "episode", "season",
        "gate", "channel", "apartment",
        "platform", "level", "exercise", "verse", "line", "item", "table", "unit", "bus", "question", "step", "floor", "aisle", "lane",
    ];

    public Written? Match(Phrase phrase)
    {
        if (phrase[0] is "minus" or "negative")
        {
            return Negative(phrase);
        }

        if (phrase.ReadNumber(0) is not { } number || IsIdiom(phrase, number))
        {
            return null;
        }

        if (number.IsDigits && number.Scale is null)
        {
            return null;
        }

        if (number.IsSmall)
        {
            return (Counted.Contains(phrase.BareBefore()) || IsSecond(phrase)) && !HasNumberBehind(phrase, number) ? number.Write() : null;
        }

        if (HasNumberBehind(phrase, number) || NumberWords.IsCardinal(phrase.BareBefore()))
        {
            return null;
        }

        return number.IsLikeYear ? number.Write(text: number.PlainText) : number.Write();
    }

    private static Written? Negative(Phrase phrase)
    {
        if (phrase.Before is { IsNumber: true } || NumberWords.IsCardinal(phrase.BareBefore()))
        {
            return null;
        }

        return phrase.ReadNumber(1) is { IsFromA: false } number && !HasNumberBehind(phrase, number with { Count = number.Count + 1 })
            ? number.Write().Behind(1, "-") : null;
    }

    /// <summary>A hundred, a million, half a million: nobody counts.</summary>
    private static bool IsIdiom(Phrase phrase, Quantity number) =>
        number.IsFromA && ((number.IsWhole && number.Value is 100 or 1_000)
            || (number.Scale is not null && number.Decimals is null && number.Value == 1) || phrase.BareBefore() == "half");

    /// <summary>Twenty one to seven.</summary>
    private static bool IsSecond(Phrase phrase) => phrase.BareBefore() is "to" && phrase.FindBefore(2) is { IsNumber: true };

    private static bool HasNumberBehind(Phrase phrase, Quantity number) => NumberWords.IsCardinal(phrase[number.Count]);
}
