using System.Text.RegularExpressions;

namespace LiveCaptions.Captions.Quality;

/// <summary>
/// A text as the words that were said, so that two ways of writing them are equal: lower case, no punctuation, no hesitations,
/// contractions and titles in full, numbers in digits. Simpler than the normalisers of published figures:
/// rates differ a little from theirs.
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

    private static readonly HashSet<string> Hesitations = new(StringComparer.Ordinal)
    {
        "uh", "uhm", "um", "hm", "hmm", "mm", "mmm", "mhm", "er", "erm"
    };

    /// <summary>Where no spaces part words, each character counts as one.</summary>
    private const string Unparted = @"\p{IsHiragana}\p{IsKatakana}\p{IsCJKUnifiedIdeographs}";

    // In this order. What stands for "is", "has" or a genitive stays a part of its word.
    private static readonly (string Short, string Long)[] Contractions =
    [
        ("won't", "will not"), ("can't", "can not"), ("cannot", "can not"), ("shan't", "shall not"),
        ("n't", " not"), ("'re", " are"), ("'ve", " have"), ("'ll", " will"), ("'m", " am"), ("'", ""),
        ("%", " percent "), ("&", " and "), ("$", " dollars "), ("all right", "alright"), ("any more", "anymore"),
    ];

    public static IReadOnlyList<string> Of(string text)
    {
        var plain = Apostrophe().Replace(text.ToLowerInvariant(), "'");
        plain = ThousandsComma().Replace(plain, "");
        foreach (var (brief, full) in Contractions)
        {
            plain = plain.Replace(brief, full, StringComparison.Ordinal);
        }

        var words = Word().Matches(plain).Select(match => Titles.GetValueOrDefault(match.Value, match.Value))
            .Where(word => !Hesitations.Contains(word));
        return NumberWords.ToDigits([.. words]);
    }

    [GeneratedRegex("[’‘ʼ`]", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Apostrophe();

    [GeneratedRegex(@"(?<=\d),(?=\d{3}\b)", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex ThousandsComma();

    [GeneratedRegex(
        @"\d+\.\d+|[" + Unparted + @"]|[\p{L}\p{M}\p{N}-[" + Unparted + "]]+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Word();
}
