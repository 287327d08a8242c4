namespace LiveCaptions.Speech.Formatting.Rules;

/// <summary>Numbers before a unit: they may be negative, and need nothing before the point.</summary>
internal static class MeasuredNumber
{
    /// <returns>1 where the phrase begins with a sign.</returns>
    public static int CountSign(Phrase phrase) =>
        phrase[0] is "minus" or "negative" && phrase.Before is not { IsNumber: true } && !NumberWords.IsCardinal(phrase.BareBefore()) ? 1
            : 0;

    public static Quantity? Read(Phrase phrase, int from)
    {
        if (from == 0 && NumberWords.IsCardinal(phrase.BareBefore())
            && !(NumberWords.Unit(phrase.BareBefore()) is not null && NumberWords.Ten(phrase[0]) is not null))
        {
            return null;
        }

        if (phrase[from] == "point")
        {
            // Point five percent.
            return NumberReader.Read(index => index == 0 ? "zero" : phrase[from + index - 1], 0) is { Decimals: not null } below
                && phrase.Before is not { IsNumber: true }
                ? below with { Count = below.Count - 1 }
                : null;
        }

        return phrase.BareBefore() == "half" && phrase[from] == "a" ? null : phrase.ReadNumber(from);
    }
}
