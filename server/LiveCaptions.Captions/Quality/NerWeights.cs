using System.Collections.Frozen;
using System.Text.RegularExpressions;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Captions.Quality;

/// <summary>How heavy an error weighs, by the words that are wrong; the three weights are those of the NER model.</summary>
/// <param name="names">In lower case.</param>
/// <param name="language">BCP 47.</param>
internal sealed partial class NerWeights(IReadOnlySet<string> names, string? language)
{
    /// <summary>One can follow all the same: another form of the word, or a word that says little.</summary>
    public const double Minor = 0.25;

    /// <summary>Something is lost or wrong, and one notices.</summary>
    public const double Standard = 0.5;

    /// <summary>What is read may be taken for something else than was said: numbers, names, negations.</summary>
    public const double Serious = 1;

    /// <summary>Letters that two forms of a word have in common at least, and by which they may differ at most.</summary>
    private const int Stem = 4;
    private const int Ending = 3;

    private static readonly FrozenSet<string> Negations = FrozenSet.ToFrozenSet(
    [
        "not", "no", "never", "none", "nothing", "nobody", "neither", "nor", "without", "cannot",
        "nicht", "kein", "keine", "keinen", "keiner", "nie", "niemals", "nichts", "niemand", "ohne",
        "pas", "jamais", "rien", "aucun", "aucune", "sans", "nunca", "nada", "ninguno", "sin", "non", "mai", "niente", "senza",
        "não", "nenhum", "sem", "niet", "geen", "nooit", "niets", "zonder",
    ]);

    /// <summary>Words that a text has with a capital in mid-sentence, and never without.</summary>
    public static NerWeights Of(IEnumerable<Cue> said, string? language)
    {
        var (names, others) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var begins = true;
        foreach (var match in said.SelectMany(cue => Part().Matches(cue.Text)))
        {
            var word = match.Value;
            if (!char.IsLetter(word[0]))
            {
                begins = true;
                continue;
            }

            if (char.IsLower(word[0]))
            {
                others.Add(word);
            }
            else if (!begins && word.Length > 1)
            {
                names.Add(word.ToLowerInvariant());
            }

            begins = false;
        }

        // German writes every noun so.
        names.ExceptWith(others);
        var writesNouns = language?.StartsWith("de", StringComparison.OrdinalIgnoreCase) == true;
        return new NerWeights(writesNouns ? new HashSet<string>() : names, language);
    }

    public double Of(string word) =>
        char.IsDigit(word[0]) || Negations.Contains(word) || names.Contains(word) ? Serious
        : StopWords.Has(word, language) ? Minor
        : Standard;

    public double Of(string said, string shown)
    {
        var weight = Math.Max(Of(said), Of(shown));
        return weight == Standard && AreForms(said, shown) ? Minor : weight;
    }

    private static bool AreForms(string one, string other)
    {
        var common = one.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
        return common >= Stem && Math.Max(one.Length, other.Length) - common <= Ending;
    }

    /// <summary>A word, or what a sentence ends or begins with.</summary>
    [GeneratedRegex(@"\p{L}[\p{L}\p{M}]*|[.!?…:""“]", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Part();
}
