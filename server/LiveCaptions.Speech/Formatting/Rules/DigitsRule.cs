using System.Globalization;

namespace LiveCaptions.Speech.Formatting.Rules;

/// <summary>
/// Digits in a row, as numbers are dictated: three at least, with <c>oh</c>, <c>double</c> and <c>triple</c>. 7, 10, and 11 from 1 on are
/// written
/// as telephone numbers, 10 and 11 from 0 on as they are; these may have pairs and hundreds in them. Counting from one, or down to it,
/// stays as it is.
/// </summary>
internal sealed class DigitsRule : IWritingRule
{
    private const int LeastDigits = 3;
    private const int MostDigits = 40;

    public Written? Match(Phrase phrase)
    {
        if (NumberWords.IsCardinal(phrase.BareBefore()))
        {
            return null;
        }

        var plus = phrase[0] == "plus" ? 1 : 0;
        var run = Read(phrase, plus, mayBeMixed: false);
        var mixed = Read(phrase, plus, mayBeMixed: true);
        if (mixed.Digits.Length > run.Digits.Length && Telephone(mixed.Digits) is { } number && mixed.Singles >= LeastDigits)
        {
            return Written.Of(plus + mixed.Count, plus > 0 ? $"+{mixed.Digits}" : number);
        }

        if (plus > 0)
        {
            return run.Digits.Length >= 8 ? Written.Of(1 + run.Count, $"+{run.Digits}") : null;
        }

        return run.Digits.Length < LeastDigits || run.Count < 2 || IsCounting(run.Digits) || IsDecimal(phrase, run.Count) ? null
            : Written.Of(run.Count, Telephone(run.Digits) ?? run.Digits);
    }

    /// <summary>Across commas, too; what stands behind the first one is a part of it only where all is a telephone number.</summary>
    private static (int Count, string Digits, int Singles) Read(Phrase phrase, int from, bool mayBeMixed)
    {
        var (digits, singles, at) = ("", 0, from);
        (int Count, string Digits)? beforeComma = null;
        while (digits.Length < MostDigits)
        {
            var group = mayBeMixed ? ReadGroup(phrase, at) : null;
            if ((group ?? ReadSingle(phrase, at)) is not { } part)
            {
                break;
            }

            singles += group is null ? 1 : 0;
            digits += part.Digits;
            at += part.Count;
            if (phrase.Token(at - 1).Trail.Length > 0)
            {
                beforeComma ??= (at - from, digits);
            }
        }

        return beforeComma is { } before && before.Count < at - from && Telephone(digits) is null
            ? (before.Count, before.Digits, before.Count)
            : (at - from, digits, singles);
    }

    private static (int Count, string Digits)? ReadSingle(Phrase phrase, int at)
    {
        var word = phrase.AcrossCommas(at);
        if (word is "double" or "triple" && DigitOf(phrase.AcrossCommas(at + 1)) is { } repeated)
        {
            return (2, new string(repeated, word == "double" ? 2 : 3));
        }

        return DigitOf(word) is { } digit ? (1, digit.ToString()) : null;
    }

    /// <summary>Twelve, thirty four, eight hundred.</summary>
    private static (int Count, string Digits)? ReadGroup(Phrase phrase, int at)
    {
        Func<int, string> words = phrase.AcrossCommas;
        if (NumberReader.ReadBelowHundred(words, at) is not { } number)
        {
            return null;
        }

        return number.Value is > 0 and < 10 && words(at + 1) == "hundred" ? (2, $"{number.Value:0}00")
            : number.Value >= 10 && words(at + number.Count) != "hundred"
                ? (number.Count, number.Value.ToString("0", CultureInfo.InvariantCulture))
            : null;
    }

    private static char? DigitOf(string word) => word switch
    {
        "oh" or "o" => '0',
        [>= '0' and <= '9'] => word[0],
        _ => NumberWords.Unit(word) is { } unit ? (char)('0' + unit) : null,
    };

    private static string? Telephone(string digits) => digits.Length switch
    {
        7 when digits[0] != '0' => $"{digits[..3]}-{digits[3..]}",
        10 when digits[0] != '0' => $"{digits[..3]}-{digits[3..6]}-{digits[6..]}",
        10 or 11 when digits[0] == '0' => digits,
        11 when digits[0] == '1' => $"1-{digits[1..4]}-{digits[4..7]}-{digits[7..]}",
        _ => null,
    };

    private static bool IsCounting(string digits) =>
        digits.Length <= 5 && ("12345".StartsWith(digits, StringComparison.Ordinal) || "54321".EndsWith(digits, StringComparison.Ordinal));

    /// <summary>Behind them the number goes on otherwise: one two point five, one two hundred.</summary>
    private static bool IsDecimal(Phrase phrase, int at) => phrase[at] is "point" or "hundred" || NumberWords.Scale(phrase[at]) is not null;
}
