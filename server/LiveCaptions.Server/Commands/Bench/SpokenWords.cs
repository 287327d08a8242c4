using System.Text.RegularExpressions;

namespace LiveCaptions.Server.Commands.Bench;

/// <summary>
/// A text as the words that were said, so that two ways of writing them are equal: lower case, no punctuation, no apostrophes,
/// titles in full, numbers in digits. Simpler than the normalisers of published figures: rates differ a little from theirs.
/// </summary>
public static partial class SpokenWords
{
    private static readonly Dictionary<string, string> Titles = new(StringComparer.Ordinal)
    {
        ["mr"] = "mister",
        ["mrs"] = "missus",
        ["dr"] = "doctor",
        ["prof"] = "professor",
        ["okay"] = "ok",
    };

    public static IReadOnlyList<string> Of(string text)
    {
        var plain = Apostrophe().Replace(text.ToLowerInvariant(), "");
        plain = ThousandsComma().Replace(plain, "");
        plain = plain.Replace("%", " percent ").Replace("&", " and ").Replace("$", " dollars ");
        var words = Word().Matches(plain).Select(match => Titles.GetValueOrDefault(match.Value, match.Value));
        return NumberWords.ToDigits([.. words]);
    }

    [GeneratedRegex("['’ʼ]", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Apostrophe();

    [GeneratedRegex(@"(?<=\d),(?=\d{3}\b)", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex ThousandsComma();

    [GeneratedRegex(@"\d+\.\d+|[\p{L}\p{M}\p{N}]+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Word();
}
