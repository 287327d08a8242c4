using Lingua;

namespace LiveCaptions.Speech.Languages;

/// <summary>
/// By Lingua, with its models of three letters alone (what ships of it, 5 MB): 0.7 ms for a final, and some 50 MB of memory for a dozen
/// languages, which all tracks share. Nothing is loaded before the first text.
/// </summary>
public sealed class LinguaLanguages : ITextLanguages
{
    /// <summary>
    /// From so many on, those that most is said in are chosen from: models of all would take 130 MB, and German be taken for Tswana.
    /// </summary>
    private const int Most = 25;

    private static readonly IReadOnlyList<string> Common =
    [
        "en", "ar", "cs", "de", "el", "es", "fa", "fr", "he", "hi", "id", "it", "ja", "ko", "nl", "pl", "pt", "ru", "sv", "th", "tr", "uk",
        "vi", "zh",
    ];

    private static readonly Dictionary<string, Language> ByTag = Tags();

    private IReadOnlyList<string>? _among;
    private Dictionary<Language, string> _tags = [];
    private LanguageDetector? _detector;

    public (string Language, double Confidence)? Find(string text, IReadOnlyList<string> among)
    {
        if (!ReferenceEquals(among, _among))
        {
            Choose(among);
        }

        if (_detector?.ComputeLanguageConfidenceValues(text).MaxBy(found => found.Value) is not { Value: > 0 } best)
        {
            return null;
        }

        return _tags.TryGetValue(best.Key, out var tag) ? (tag, best.Value) : null;
    }

    private void Choose(IReadOnlyList<string> among)
    {
        _tags = [];
        foreach (var tag in among.Count > Most ? among.Where(IsCommon) : among)
        {
            if (ByTag.TryGetValue(PrimaryOf(tag), out var language))
            {
                _tags.TryAdd(language, tag);
            }
        }

        _among = among;
        _detector = _tags.Count < 2
            ? null
            : LanguageDetectorBuilder.FromLanguages([.. _tags.Keys]).WithLowAccuracyMode().Build();
    }

    private static bool IsCommon(string tag) => Common.Contains(PrimaryOf(tag), StringComparer.Ordinal);

    private static string PrimaryOf(string tag) => tag.Split('-')[0].ToLowerInvariant();

    private static Dictionary<string, Language> Tags()
    {
        var tags = Enum.GetValues<Language>().Where(language => language != Language.Unknown)
            .ToDictionary(language => language.IsoCode6391().ToString().ToLowerInvariant(), StringComparer.Ordinal);
        tags["no"] = Language.Bokmal;
        tags["fil"] = Language.Tagalog;
        return tags;
    }
}
