using System.Globalization;

namespace LiveCaptions.Speech.Formatting.Rules;

/// <summary>Years as they are said: nineteen eighty four, twenty oh six, two thousand and six.</summary>
internal static class YearReader
{
    /// <returns>A year behind a month, where any is one.</returns>
    public static (int Count, string Text)? ReadBehindMonth(Phrase phrase, int at)
    {
        if (ReadPair(phrase, at, leastCentury: 10) is { } pair)
        {
            return pair;
        }

        var word = phrase[at];
        if (word.Length == 4 && NumberWords.IsDigits(word))
        {
            return (1, word);
        }

        return NumberReader.Read(phrase.Words, at) is { IsWhole: true, IsFromA: false, IsDigits: false, Value: >= 1000 and < 2100 } number
            ? (number.Count, number.PlainText) : null;
    }

    /// <returns>Two pairs of digits, or a decade: nineteen eighties.</returns>
    public static (int Count, string Text)? ReadPair(Phrase phrase, int at, int leastCentury)
    {
        var century = NumberWords.Teen(phrase[at]) ?? (NumberWords.Ten(phrase[at]) is 20 ? 20 : null);
        if (century is null || century < leastCentury)
        {
            return null;
        }

        if (NumberWords.Decade(phrase[at + 1]) is { } decade)
        {
            return (2, string.Create(CultureInfo.InvariantCulture, $"{century}{decade}s"));
        }

        if (phrase[at + 1] is "oh" or "o" && NumberWords.Unit(phrase[at + 2]) is > 0 and var unit)
        {
            return (3, string.Create(CultureInfo.InvariantCulture, $"{century}0{unit}"));
        }

        return NumberReader.ReadBelowHundred(phrase.Words, at + 1) is { Value: >= 10 } years
            ? (1 + years.Count, string.Create(CultureInfo.InvariantCulture, $"{century}{years.Value:0}"))
            : null;
    }
}
