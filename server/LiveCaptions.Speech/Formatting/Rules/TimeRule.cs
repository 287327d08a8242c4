using System.Globalization;

namespace LiveCaptions.Speech.Formatting.Rules;

/// <summary><c>3:30 p.m.</c>, <c>at 3:30</c>, <c>half past three</c> as <c>3:30</c>, <c>10 o'clock</c>, <c>0800 hours</c>.</summary>
internal sealed class TimeRule : IWritingRule
{
    private static readonly HashSet<string> Prepositions = ["at", "by", "until", "till", "before", "after", "around", "since"];

    public Written? Match(Phrase phrase)
    {
        if (NumberWords.IsCardinal(phrase.BareBefore()))
        {
            return null;
        }

        return Past(phrase) ?? Military(phrase) ?? Clock(phrase);
    }

    private static Written? Clock(Phrase phrase)
    {
        if (ReadHour(phrase, 0) is not { } hour)
        {
            return null;
        }

        if (phrase[hour.Count] is "o'clock" or "oclock")
        {
            return new Written(new Written.Part(hour.Count, hour.Text), new Written.Part(1, "o'clock"));
        }

        var minutes = hour.Text.Contains(':', StringComparison.Ordinal) ? null : ReadMinutes(phrase, hour.Count);
        var count = hour.Count + (minutes?.Count ?? 0);
        var text = minutes is { } past ? $"{hour.Text}:{past.Value:00}" : hour.Text;
        if (ReadHalf(phrase, count) is { } half)
        {
            return new Written(new Written.Part(count, text), new Written.Part(half.Count, half.Text));
        }

        return minutes is not null && IsTold(phrase) && !IsCounted(phrase, count) ? Written.Of(count, text) : null;
    }

    /// <summary>Half past three, a quarter to five, twenty past two.</summary>
    private static Written? Past(Phrase phrase)
    {
        var article = phrase[0] == "a" && phrase[1] == "quarter" ? 1 : 0;
        var minutes = phrase[article] switch
        {
            "half" => new Quantity(1, 30),
            "quarter" => new Quantity(1, 15),
            _ => NumberReader.ReadBelowHundred(phrase.Words, 0) is { Value: 5 or 10 or 20 or 25 } number ? number : null,
        };
        if (minutes is null)
        {
            return null;
        }

        var at = article + minutes.Count;
        at += minutes.Value is not (15 or 30) && phrase[at] == "minutes" ? 1 : 0;
        var isTo = phrase[at] == "to" && minutes.Value == 15;
        if (!(isTo || phrase[at] == "past") || ReadHour(phrase, at + 1) is not { IsPlain: true } hour
            || IsCounted(phrase, at + 1 + hour.Count))
        {
            return null;
        }

        var value = isTo ? ((hour.Value + 10) % 12) + 1 : hour.Value;
        return Written.Of(
            at + 1 + hour.Count, string.Create(CultureInfo.InvariantCulture, $"{value}:{(isTo ? 60 - minutes.Value : minutes.Value):00}"));
    }

    private static Written? Military(Phrase phrase)
    {
        var zero = phrase[0] is "oh" or "zero" ? 1 : 0;
        if (zero == 1 && NumberWords.Unit(phrase[1]) is null)
        {
            return null;
        }

        return NumberReader.ReadBelowHundred(phrase.Words, zero) is { Value: > 0 and < 24 } hour && phrase[zero + hour.Count] == "hundred"
            && phrase[zero + hour.Count + 1] == "hours"
            ? Written.Of(zero + hour.Count + 1, string.Create(CultureInfo.InvariantCulture, $"{hour.Value:00}00"))
            : null;
    }

    private static (int Count, string Text, int Value, bool IsPlain)? ReadHour(Phrase phrase, int at)
    {
        var word = phrase[at];
        if ((NumberWords.Unit(word) ?? NumberWords.Teen(word)) is >= 1 and <= 12 and var hour)
        {
            return (1, hour.ToString(CultureInfo.InvariantCulture), hour, true);
        }

        if (word.Length is 4 or 5 && word[^3] == ':' && int.TryParse(word[..^3], CultureInfo.InvariantCulture, out var hours)
            && hours is >= 1 and <= 12)
        {
            return (1, word, hours, false);
        }

        return word.Length <= 2 && int.TryParse(word, CultureInfo.InvariantCulture, out var digits) && digits is >= 1 and <= 12
            ? (1, word, digits, true) : null;
    }

    private static Quantity? ReadMinutes(Phrase phrase, int at)
    {
        if (phrase[at] is "oh" or "o" or "zero")
        {
            return NumberWords.Unit(phrase[at + 1]) is > 0 and var unit ? new Quantity(2, unit) : null;
        }

        return NumberReader.ReadBelowHundred(phrase.Words, at) is { Value: >= 10 and < 60 } minutes ? minutes : null;
    }

    /// <returns>Before or after noon, and the tokens that it takes.</returns>
    internal static (int Count, string Text)? ReadHalf(Phrase phrase, int at) => phrase[at] switch
    {
        "am" or "a.m" => (1, "a.m."),
        "pm" or "p.m" => (1, "p.m."),
        "a" when phrase[at + 1] == "m" => (2, "a.m."),
        "p" when phrase[at + 1] == "m" => (2, "p.m."),
        _ => null,
    };

    /// <summary>Something before it says that it is a time: at three thirty, from 3:30 to four fifteen.</summary>
    private static bool IsTold(Phrase phrase) => Prepositions.Contains(phrase.BareBefore())
        || (phrase.BareBefore() is "to" or "and" && phrase.FindBefore(2) is { Core: var core }
            && core.Contains(':', StringComparison.Ordinal));

    /// <summary>What stands behind says that it is an amount.</summary>
    private static bool IsCounted(Phrase phrase, int at) =>
        NumberWords.IsCardinal(phrase[at]) || phrase[at] is "percent" or "per" or "point" || MoneyRule.SymbolOf(phrase[at]) is not null
            || UnitRule.Find(phrase, at) is not null;
}
