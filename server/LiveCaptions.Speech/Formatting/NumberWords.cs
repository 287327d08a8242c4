using System.Collections.Frozen;
using System.Globalization;

namespace LiveCaptions.Speech.Formatting;

/// <summary>English words for numbers.</summary>
internal static class NumberWords
{
    private static readonly string[] UnitNames = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    private static readonly string[] TeenNames =
    [
        "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"
    ];
    private static readonly string[] TensNames = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    private static readonly FrozenDictionary<string, int> Units = Numbered(UnitNames, i => i)
        .Append(new("nought", 0)).Append(new("naught", 0)).ToFrozenDictionary();
    private static readonly FrozenDictionary<string, int> Teens = Numbered(TeenNames, i => 10 + i).ToFrozenDictionary();
    private static readonly FrozenDictionary<string, int> Tens = Numbered(TensNames, i => 20 + (10 * i))
        .Append(new("fourty", 40)).ToFrozenDictionary();

    private static readonly FrozenDictionary<string, decimal> Scales = new Dictionary<string, decimal>
    {
        ["thousand"] = 1_000, ["million"] = 1_000_000, ["billion"] = 1_000_000_000, ["trillion"] = 1_000_000_000_000,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> Ordinals = new Dictionary<string, string>
    {
        ["first"] = "one", ["second"] = "two", ["third"] = "three", ["fourth"] = "four", ["fifth"] = "five", ["sixth"] = "six",
        ["seventh"] = "seven", ["eighth"] = "eight",
        ["ninth"] = "nine", ["twelfth"] = "twelve", ["hundredth"] = "hundred", ["thousandth"] = "thousand", ["millionth"] = "million",
        ["billionth"] = "billion",
    }
        .Concat(TeenNames.Where(name => name != "twelve").Select(name => new KeyValuePair<string, string>($"{name}th", name)))
        .Concat(TensNames.Select(name => new KeyValuePair<string, string>($"{name[..^1]}ieth", name)))
        .ToFrozenDictionary();

    /// <summary>0 to 9; null for another word.</summary>
    public static int? Unit(string word) => Units.TryGetValue(word, out var value) ? value : null;

    /// <summary>10 to 19.</summary>
    public static int? Teen(string word) => Teens.TryGetValue(word, out var value) ? value : null;

    /// <summary>20, 30, … 90.</summary>
    public static int? Ten(string word) => Tens.TryGetValue(word, out var value) ? value : null;

    /// <summary>20, 30, … 90 as the decade is called: <c>eighties</c>.</summary>
    public static int? Decade(string word) => word.EndsWith("ies", StringComparison.Ordinal) ? Ten($"{word[..^3]}y") : null;

    public static decimal? Scale(string word) => Scales.TryGetValue(word, out var value) ? value : null;

    /// <summary>The cardinal of an ordinal: <c>five</c> of <c>fifth</c>.</summary>
    public static string? CardinalOf(string ordinal) => Ordinals.GetValueOrDefault(ordinal);

    /// <summary>Whether it is said of a number and of nothing else.</summary>
    public static bool IsCardinal(string word) =>
        Units.ContainsKey(word) || Teens.ContainsKey(word) || Tens.ContainsKey(word) || Scales.ContainsKey(word) || word == "hundred";

    /// <summary>Whether it may be a part of a number, of an ordinal, or of a fraction.</summary>
    public static bool IsAny(string word) =>
        IsCardinal(word) || Ordinals.ContainsKey(word) || Decade(word) is not null || word is "and" or "half" || IsDenominator(word)
            || IsDigits(word);

    /// <summary>Whether a recogniser wrote a number itself: <c>25</c>, <c>1,000</c>, <c>3.5</c>.</summary>
    public static bool IsDigits(string word) => TryParse(word, out _);

    public static bool TryParse(string word, out decimal value)
    {
        value = 0;
        return word.Length is > 0 and <= 20 && char.IsAsciiDigit(word[0]) && char.IsAsciiDigit(word[^1])
            && !word.AsSpan().ContainsAnyExcept("0123456789.,")
            && decimal.TryParse(
                word, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
    }

    private static bool IsDenominator(string word) =>
        word.Length > 3 && word.EndsWith('s') && (Ordinals.ContainsKey(word[..^1]) || word is "quarters" or "halves");

    private static IEnumerable<KeyValuePair<string, int>> Numbered(string[] names, Func<int, int> value) =>
        names.Select((name, i) => new KeyValuePair<string, int>(name, value(i)));
}
