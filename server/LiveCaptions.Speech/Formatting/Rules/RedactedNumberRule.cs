namespace LiveCaptions.Speech.Formatting.Rules;

/// <summary>
/// Hides whatever has digits in it, and number words as far as they go on, with a comma between them too. <c>One</c> is hidden where it
/// stands beside
/// a number, or alone; as somebody (no one, one of them) it stays, and so do first to ninth.
/// </summary>
internal sealed class RedactedNumberRule(bool isEnglish) : IWritingRule
{
    public const string Mark = "[number]";

    public Written? Match(Phrase phrase)
    {
        var count = 0;
        while (NumberAt(phrase, count) is > 0 and var more)
        {
            count += more;
        }

        var isOne = count == 1 && phrase[0] == "one";
        return count == 0 || (isOne && !StandsAlone(phrase)) ? null : Written.Redacted(count, Mark);
    }

    /// <returns>Tokens up to and with the next number; 0 where it does not go on.</returns>
    private int NumberAt(Phrase phrase, int at)
    {
        for (var i = 0; i < 3; i++)
        {
            var word = phrase.AcrossCommas(at + i);
            if (IsNumber(word) || (at > 0 && i == 0 && IsOrdinal(word)))
            {
                return i + 1;
            }

            if (!isEnglish || !(Connects(word) || (word is "and" or "a" && at + i > 0 && IsRound(phrase.AcrossCommas(at + i - 1)))))
            {
                return 0;
            }
        }

        return 0;
    }

    private bool IsNumber(string word) => word.AsSpan().IndexOfAnyInRange('0', '9') >= 0
        || (isEnglish && (NumberWords.IsCardinal(word) || NumberWords.Decade(word) is not null
            || (NumberWords.CardinalOf(word) is { } cardinal && NumberWords.Unit(cardinal) is null)
            || word.Contains('-', StringComparison.Ordinal) && word.Split('-').Any(NumberWords.IsCardinal)));

    /// <summary>First to ninth belong to a number only behind tens.</summary>
    private bool IsOrdinal(string word) => isEnglish && NumberWords.CardinalOf(word) is not null;

    private static bool Connects(string word) => word is "oh" or "o" or "double" or "triple" or "point" or "minus" or "plus" or "dash";

    /// <summary>Its number may go on behind <c>and</c>.</summary>
    private static bool IsRound(string word) => word is "hundred" or "and" || NumberWords.Scale(word) is not null;

    /// <summary>Nothing else is said with it, or a number before it.</summary>
    private static bool StandsAlone(Phrase phrase) =>
        (phrase.Before is null && phrase.AcrossCommas(1).Length == 0) || phrase.Before is { Core: Mark };
}
