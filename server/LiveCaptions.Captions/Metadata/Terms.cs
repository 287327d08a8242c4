using System.Text.RegularExpressions;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Captions.Metadata;

/// <summary>Finds the words that say what a text is about.</summary>
internal static partial class Terms
{
    private const int MinLength = 3;

    /// <summary>Letters that a word keeps at least without its ending.</summary>
    private const int MinStem = 4;

    private static readonly string[] Plurals = ["en", "es", "fr", "pt", "nl"];

    /// <param name="language">BCP 47.</param>
    public static IReadOnlyList<Term> Of(string sentence, string? language)
    {
        var terms = new List<Term>();
        var place = 0;
        foreach (var match in Word().Matches(sentence).Cast<Match>())
        {
            // A comma parts phrases.
            place += match.Groups["mark"].Success ? 1 : 0;
            if (!match.Groups["word"].Success)
            {
                continue;
            }

            var text = match.Value.TrimEnd('\'', '’');
            var plain = text.ToLowerInvariant().Replace('’', '\'');
            if (text.Length >= MinLength && !char.IsDigit(text[0]) && !StopWords.Has(plain, language))
            {
                terms.Add(new Term(StemOf(plain, language), text, place, place > 0 && char.IsUpper(text[0])));
            }

            place++;
        }

        return terms;
    }

    /// <summary>The same for a word and its plural or genitive, in languages that make them by an s.</summary>
    public static string StemOf(string word, string? language)
    {
        var stem = word.EndsWith("'s", StringComparison.Ordinal) ? word[..^2] : word;
        return stem.Length > MinStem && stem[^1] == 's' && stem[^2] is not ('s' or 'u' or 'i')
            && Plurals.Contains((language ?? "en").Split('-')[0], StringComparer.OrdinalIgnoreCase)
                ? stem[..^1]
                : stem;
    }

    [GeneratedRegex(@"(?<word>[\p{L}\p{M}\p{N}]+(?:['’\-][\p{L}\p{M}\p{N}]+)*)|(?<mark>[,;:()\[\]""–—])", RegexOptions.None,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Word();
}
