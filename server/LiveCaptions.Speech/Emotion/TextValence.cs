using System.Globalization;

namespace LiveCaptions.Speech.Emotion;

/// <summary>
/// Whether words are pleasant or unpleasant, by VADER's lexicon and rules (Hutto and Gilbert 2014,
/// https://github.com/cjhutto/vaderSentiment, MIT): negation, boosters and dampeners, "but", a few idioms, exclamation marks. Left
/// out is what transcripts have not: emoticons and words in capitals. English only. Thread-safe.
/// </summary>
public sealed class TextValence
{
    private const string Model = "vader-lexicon";
    private const string File = "vader_lexicon.txt";
    private const string Language = "en";

    /// <summary>A word's valence before "but" counts half, behind it one and a half times.</summary>
    private const double BeforeBut = 0.5;
    private const double BehindBut = 1.5;

    private const double Exclamation = 0.292;
    private const int MostExclamations = 4;

    /// <summary>Brings a sum of valences to −1 to 1: about the largest sum to be expected, squared.</summary>
    private const double Alpha = 15;

    private readonly Dictionary<string, double> _lexicon;

    /// <param name="lexicon">Words in lower case, −4 to 4 each.</param>
    internal TextValence(Dictionary<string, double> lexicon) => _lexicon = lexicon;

    /// <returns>Null where the lexicon is not among the pulled models.</returns>
    /// <exception cref="InvalidDataException">The file is no such lexicon.</exception>
    public static TextValence? Find(string modelsDirectory)
    {
        var path = Path.Combine(modelsDirectory, Model, File);
        return System.IO.File.Exists(path) ? new TextValence(Read(path)) : null;
    }

    /// <param name="language">BCP 47.</param>
    /// <returns>From unpleasant, −1, to pleasant, 1; null where no word says anything of feelings, or in other
    /// languages than English.</returns>
    public float? Of(string text, string language)
    {
        if (!language.Split('-')[0].Equals(Language, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        // Words of one letter are nobody's boosters.
        string[] words = [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Word).Where(word => word.Length > 1)];
        return words.Any(_lexicon.ContainsKey) ? (float)Compound(words, text.Count(c => c == '!')) : null;
    }

    private static string Word(string token) => token.Trim([.. token.Where(char.IsPunctuation)]).Replace('’', '\'').ToLowerInvariant();

    private double Compound(string[] words, int exclamations)
    {
        var valences = new double[words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            valences[i] = Valence(words, i);
        }

        if (Array.IndexOf(words, "but") is >= 0 and var but)
        {
            valences = [.. valences.Select((valence, i) => valence * (i < but ? BeforeBut : i > but ? BehindBut : 1))];
        }

        var sum = valences.Sum();
        sum += Math.Sign(sum) * Math.Min(exclamations, MostExclamations) * Exclamation;
        return sum / Math.Sqrt((sum * sum) + Alpha);
    }

    private double Valence(string[] words, int index)
    {
        if (ValenceRules.IsBooster(words, index) || !_lexicon.TryGetValue(words[index], out var valence))
        {
            return 0;
        }

        for (var distance = 1; distance <= Math.Min(3, index); distance++)
        {
            if (_lexicon.ContainsKey(words[index - distance]))
            {
                continue;
            }

            valence += ValenceRules.Boost(words[index - distance], valence, distance);
            valence *= ValenceRules.Negation(words, index, distance);
            valence = distance == 3 ? ValenceRules.Idioms(words, index, valence) : valence;
        }

        return valence * ValenceRules.Least(words, index, _lexicon);
    }

    private static Dictionary<string, double> Read(string path)
    {
        var lexicon = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var line in System.IO.File.ReadLines(path))
        {
            var fields = line.Split('\t');
            if (fields.Length > 1 && double.TryParse(fields[1], CultureInfo.InvariantCulture, out var valence))
            {
                lexicon[fields[0]] = valence;
            }
        }

        return lexicon.Count > 0
            ? lexicon
            : throw new InvalidDataException($"{path} holds no lexicon. Get it again with: ./livecaptions models pull {Model}");
    }
}
