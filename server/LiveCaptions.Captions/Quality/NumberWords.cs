using System.Globalization;

namespace LiveCaptions.Captions.Quality;

/// <summary>English numbers in words as digits: "two hundred and five" is 205, "eighteen forty one" 1841, "twenty first" 21st.</summary>
public static class NumberWords
{
    private static readonly Dictionary<string, int> Units = Number(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
        0, 1);

    private static readonly Dictionary<string, int> Tens = Number("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10);

    private static readonly Dictionary<string, int> UnitOrdinals = Number(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
        + "seventeenth eighteenth nineteenth", 1, 1);

    private static readonly Dictionary<string, int> TensOrdinals = Number(
        "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth", 20, 10);

    private static readonly Dictionary<string, long> Scales = new(StringComparer.Ordinal)
    {
        ["thousand"] = 1_000,
        ["million"] = 1_000_000,
        ["billion"] = 1_000_000_000
    };

    /// <param name="words">In lower case. Words that are no numbers stay.</param>
    public static IReadOnlyList<string> ToDigits(IReadOnlyList<string> words)
    {
        var result = new List<string>(words.Count);
        for (var at = 0; at < words.Count;)
        {
            if (ReadOrdinal(words, ref at, 0) is { } ordinal)
            {
                result.Add(ordinal);
            }
            else if (ReadPair(words, ref at) is { } pair)
            {
                result.Add(ReadRest(words, ref at, pair));
            }
            else
            {
                result.Add(words[at++]);
            }
        }

        return result;
    }

    private static Dictionary<string, int> Number(string words, int first, int step) =>
        words.Split(' ').Select((word, index) => (word, value: first + (index * step)))
            .ToDictionary(x => x.word, x => x.value, StringComparer.Ordinal);

    private static string? At(IReadOnlyList<string> words, int index) => index < words.Count ? words[index] : null;

    /// <summary>0 to 99.</summary>
    private static int? ReadPair(IReadOnlyList<string> words, ref int at)
    {
        if (At(words, at) is { } word && Tens.TryGetValue(word, out var tens))
        {
            at++;
            return At(words, at) is { } next && Units.TryGetValue(next, out var unit) && unit is > 0 and < 10
                ? tens + Skip(ref at, unit)
                : tens;
        }

        return At(words, at) is { } single && Units.TryGetValue(single, out var value) ? Skip(ref at, value) : null;
    }

    private static int Skip(ref int at, int value)
    {
        at++;
        return value;
    }

    /// <summary>What follows the first pair: hundreds and thousands, the second half of a year, or the ordinal that ends it.</summary>
    private static string ReadRest(IReadOnlyList<string> words, ref int at, int first)
    {
        if (first is >= 10 and < 100 && ReadPairFrom10(words, ref at) is { } half)
        {
            return Digits((first * 100) + half);
        }

        long total = 0;
        long group = first;
        while (At(words, at) is { } word)
        {
            if (word == "hundred" && group is > 0 and < 100)
            {
                group *= 100;
                at++;
            }
            else if (Scales.TryGetValue(word, out var scale) && group > 0)
            {
                total += group * scale;
                group = 0;
                at++;
            }
            else if (ReadTail(words, ref at, total, group) is { } tail)
            {
                group += tail;
            }
            else
            {
                return ReadLastOrdinal(words, ref at, total + group) ?? Digits(total + group);
            }
        }

        return Digits(total + group);
    }

    /// <summary>"and five" after hundreds, "five" after thousands.</summary>
    private static int? ReadTail(IReadOnlyList<string> words, ref int at, long total, long group)
    {
        if (group % 100 != 0 || total + group == 0)
        {
            return null;
        }

        var next = words[at] == "and" ? at + 1 : at;
        if (ReadPair(words, ref next) is not { } pair)
        {
            return null;
        }

        at = next;
        return pair;
    }

    private static int? ReadPairFrom10(IReadOnlyList<string> words, ref int at)
    {
        var next = at;
        if (ReadPair(words, ref next) is not { } pair || pair < 10 || At(words, next) is "hundred" or "thousand" or "million" or "billion")
        {
            return null;
        }

        at = next;
        return pair;
    }

    /// <summary>"first" behind "twenty", "and first" behind "two hundred".</summary>
    private static string? ReadLastOrdinal(IReadOnlyList<string> words, ref int at, long before)
    {
        var next = before >= 100 && words[at] == "and" ? at + 1 : at;
        if (ReadOrdinal(words, ref next, before) is not { } ordinal)
        {
            return null;
        }

        at = next;
        return ordinal;
    }

    /// <summary>"first" alone, or behind "twenty" or "two hundred".</summary>
    private static string? ReadOrdinal(IReadOnlyList<string> words, ref int at, long before)
    {
        if (At(words, at) is not { } word)
        {
            return null;
        }

        if (UnitOrdinals.TryGetValue(word, out var value) && (before % 100 == 0 || (before % 100 >= 20 && before % 10 == 0 && value < 10)))
        {
            at++;
        }
        else if (TensOrdinals.TryGetValue(word, out value) && before % 100 == 0)
        {
            at++;
        }
        else
        {
            return null;
        }

        var number = before + value;
        return Digits(number)
            + ((number % 100) is >= 10 and < 20 ? "th" : (number % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" });
    }

    private static string Digits(long number) => number.ToString(CultureInfo.InvariantCulture);
}
