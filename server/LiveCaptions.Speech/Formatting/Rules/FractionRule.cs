using System.Globalization;

namespace LiveCaptions.Speech.Formatting.Rules;

/// <summary><c>2/3</c>; a third and a half stay.</summary>
internal sealed class FractionRule : IWritingRule
{
    public Written? Match(Phrase phrase)
    {
        if (NumberReader.ReadBelowHundred(phrase.Words, 0) is not { Value: > 0 and < 20 } above
            || NumberWords.IsCardinal(phrase.BareBefore()))
        {
            return null;
        }

        var below = Denominator(phrase[above.Count], isOne: above.Value == 1);
        return below is { } parts && above.Value < parts
            ? Written.Of(above.Count + 1, string.Create(CultureInfo.InvariantCulture, $"{above.Value:0}/{parts}")) : null;
    }

    private static int? Denominator(string word, bool isOne)
    {
        var name = isOne ? word : word.EndsWith('s') ? word[..^1] : "";
        return name switch
        {
            "half" => 2,
            "quarter" => 4,
            "hundredth" => 100,
            "thousandth" => 1000,
            "" or "first" or "second" => null,
            _ => NumberWords.CardinalOf(name) is { } cardinal
                ? NumberWords.Unit(cardinal) ?? NumberWords.Teen(cardinal) ?? NumberWords.Ten(cardinal) : null,
        };
    }
}
