using System.Globalization;

namespace LiveCaptions.Speech.Formatting.Rules;

/// <summary><c>21st</c>: from tenth on.</summary>
internal sealed class OrdinalRule : IWritingRule
{
    public Written? Match(Phrase phrase)
    {
        if (phrase[0] == "a" || NumberReader.ReadOrdinal(phrase.Words, 0) is not { Value: >= 10 } number)
        {
            return null;
        }

        var before = phrase.BareBefore();
        if (before is "a" or "an" or "every" or "each" or "another" or "one")
        {
            return IsDuration(phrase, number) ? Written.Of(number.Count - 1, (number.Value - 2).ToString(CultureInfo.InvariantCulture))
                : null;
        }

        return NumberWords.IsCardinal(before) ? null : Written.Of(number.Count, Of(number.Value));
    }

    public static string Of(decimal value) => value.ToString("#,0", CultureInfo.InvariantCulture) + Ending(value);

    private static string Ending(decimal value) => (value % 100, value % 10) switch
    {
        (11 or 12 or 13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };

    /// <summary>A twenty second delay.</summary>
    private static bool IsDuration(Phrase phrase, Quantity number) => number.Count > 1 && phrase[number.Count - 1] == "second";
}
