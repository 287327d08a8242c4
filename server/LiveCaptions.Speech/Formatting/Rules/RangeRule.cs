namespace LiveCaptions.Speech.Formatting.Rules;

/// <summary>The first number of two that belong together is written as the second: 5 to 15, 5 to 10%, $5 to $10, 9 to 5 p.m.</summary>
internal sealed class RangeRule(WrittenKinds kinds) : IWritingRule
{
    public Written? Match(Phrase phrase)
    {
        if (phrase.ReadNumber(0) is not { IsDigits: false, IsFromA: false } first || NumberWords.IsCardinal(phrase.BareBefore()))
        {
            return null;
        }

        var between = phrase[first.Count];
        if (!(between is "to" or "or" or "through" || (between == "and" && phrase.BareBefore() == "between"))
            || phrase.ReadNumber(first.Count + 1) is not { IsFromA: false } second)
        {
            return null;
        }

        var behind = first.Count + 1 + second.Count;
        first = first with { Value = first.Value * Shared(phrase[behind - 1], first, second) };
        if (kinds.HasFlag(WrittenKinds.Money) && MoneyRule.SymbolOf(phrase[behind]) is { } symbol && first.Scale is null)
        {
            return first.Write(symbol);
        }

        var isCounted = kinds.HasFlag(WrittenKinds.Numbers) && !second.IsSmall
            && !(first is { IsSmall: true, Value: <= 1 } && second.Scale is not null);
        var isMeasured = (kinds.HasFlag(WrittenKinds.Percent) && PercentRule.CountSigns(phrase, behind) > 0)
            || (kinds.HasFlag(WrittenKinds.Times) && first is { IsWhole: true, Value: <= 12 }
                && TimeRule.ReadHalf(phrase, behind) is not null)
            || (kinds.HasFlag(WrittenKinds.Units) && UnitRule.Find(phrase, behind) is not null);
        return (isCounted && !NumberWords.IsCardinal(phrase[behind])) || isMeasured ? first.Write() : null;
    }

    /// <returns>Two or three hundred, ten to fifteen thousand: what the first number leaves to the second to say; else 1.</returns>
    private static decimal Shared(string last, Quantity first, Quantity second)
    {
        var unit = last switch { "hundred" => 100, "thousand" => 1000, _ => 1m };
        return first.IsWhole && second.IsWhole && first.Value < Math.Min(second.Value / unit, unit == 100 ? 10 : 1000) ? unit : 1;
    }
}
