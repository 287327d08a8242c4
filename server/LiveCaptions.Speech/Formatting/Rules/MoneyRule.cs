namespace LiveCaptions.Speech.Formatting.Rules;

/// <summary><c>$5.20</c>, <c>£5</c>, <c>$2 million</c>, <c>20 cents</c>, <c>50p</c>.</summary>
internal sealed class MoneyRule : IWritingRule
{
    /// <summary>Words behind which an amount has ended: five pounds fifty is money, five pounds fifty times is not.</summary>
    private static readonly HashSet<string> Endings =
    [
        "", "and", "for", "per", "each", "a", "an", "to", "or", "in", "at",
        "is", "plus", "please", "on", "from", "but", "with", "of", "off",
        "more", "less", "now",
    ];

    private static readonly HashSet<string> Weighs =
        ["weigh", "weighs", "weighed", "weighing", "lost", "lose", "losing", "gain", "gained", "gaining", "lift", "lifted"];

    public Written? Match(Phrase phrase)
    {
        var sign = MeasuredNumber.CountSign(phrase);
        if (MeasuredNumber.Read(phrase, sign) is not { } number)
        {
            return null;
        }

        var minus = sign > 0 ? "-" : "";
        var at = sign + number.Count;
        if (phrase[at] is "cents" or "cent" && number.Scale is null)
        {
            return new Written(new Written.Part(at, minus + number.Text), new Written.Part(1, phrase[at]));
        }

        if (phrase[at] == "pence" && number.Scale is null)
        {
            return Written.Of(at + 1, $"{minus}{number.Text}p");
        }

        if (SymbolOf(phrase[at]) is not { } symbol || IsWeight(phrase, at))
        {
            return null;
        }

        if (number.Scale is { } scale)
        {
            return new Written(new Written.Part(sign + number.DigitCount, minus + symbol + number.Text), new Written.Part(2, scale));
        }

        var (small, count) = number.Decimals is null ? ReadCents(phrase, at + 1) : (null, 0);
        var text = small is null && number.Decimals is { Length: 1 } tenths ? $"{number.Text[..^2]}.{tenths}0" : number.Text;
        return Written.Of(at + 1 + count, minus + symbol + text + small);
    }

    /// <summary>Of what is counted, in the plural or before another noun.</summary>
    internal static string? SymbolOf(string word) => word switch
    {
        "dollars" or "dollar" => "$",
        "pounds" or "pound" => "£",
        "euros" or "euro" => "€",
        "yen" => "¥",
        "rupees" or "rupee" => "₹",
        _ => null,
    };

    /// <summary>Pounds of something are no money.</summary>
    internal static bool IsWeight(Phrase phrase, int at) => phrase[at] is "pounds" or "pound"
        && ((phrase[at] == "pound"
            && phrase[at + 1] is "man" or "woman" or "baby" or "person" or "guy" or "dog" or "bag" or "turkey" or "weight")
            || phrase[at + 1] is "of" or "heavier" or "lighter" or "overweight" or "force" || Weighs.Contains(phrase.BareBefore())
            || Weighs.Contains(phrase.BareBefore(2)));

    private static (string? Small, int Count) ReadCents(Phrase phrase, int at)
    {
        var and = phrase[at] == "and" ? 1 : 0;
        if (NumberReader.ReadBelowHundred(phrase.Words, at + and) is not { Value: > 0 } cents)
        {
            return (null, 0);
        }

        var behind = phrase[at + and + cents.Count];
        var text = string.Create(System.Globalization.CultureInfo.InvariantCulture, $".{cents.Value:00}");
        return behind is "cents" or "cent" or "pence" ? (text, and + cents.Count + 1)
            : and == 0 && cents.Value >= 10 && Endings.Contains(behind) ? (text, cents.Count)
            : (null, 0);
    }
}
