using System.Globalization;
using System.Text;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Languages;

/// <summary>
/// What language each transcript of a track is in: what the engine says, or else the words, of those that are allowed, with
/// <see cref="LanguageHysteresis"/>. Outlives engines, as what is spoken does. Not thread-safe.
/// </summary>
/// <param name="allowed">BCP 47, the likeliest first; empty for any.</param>
public sealed class LanguageTracker(IReadOnlyList<string> allowed, ITextLanguages texts)
{
    /// <summary>How sure words alone have to be of a language.</summary>
    private const double Sure = 0.8;

    /// <summary>Letters from which on words alone are believed.</summary>
    private const int Enough = 12;

    private readonly LanguageHysteresis _now = new();

    /// <param name="spoken">What the engine recognises, BCP 47.</param>
    public Transcript Label(Transcript transcript, IReadOnlyList<string> spoken)
    {
        if (transcript.LanguageFrom == LanguageSource.Given)
        {
            return transcript;
        }

        var isTold = transcript.IsFinal && transcript.Words.Count > 0;
        return transcript with { Language = (isTold ? Settle(transcript, spoken) : _now.Current) ?? Assumed(transcript) };
    }

    private string? Settle(Transcript transcript, IReadOnlyList<string> spoken)
    {
        if (transcript.LanguageFrom == LanguageSource.Settled)
        {
            return _now.Take(transcript.Language);
        }

        var text = string.Join(' ', transcript.Words.Select(word => word.Text));
        var letters = CountLetters(text);
        return _now.Next(Find(transcript, text, letters, spoken), letters);
    }

    private string? Find(Transcript transcript, string text, int letters, IReadOnlyList<string> spoken)
    {
        if (transcript.LanguageFrom == LanguageSource.Engine)
        {
            return Allowed(transcript.Language) ?? texts.Find(text, allowed)?.Language;
        }

        return letters >= Enough && texts.Find(text, allowed.Count > 0 ? allowed : spoken) is { Confidence: >= Sure } found
            ? found.Language
            : null;
    }

    /// <summary>While nothing was found.</summary>
    private string Assumed(Transcript transcript) => Allowed(transcript.Language) ?? allowed[0];

    /// <returns>A language as it is allowed, or more exactly than that; null where it is not.</returns>
    private string? Allowed(string language)
    {
        if (allowed.Count == 0 || allowed.Any(one => IsPartOf(one, language)))
        {
            return language;
        }

        return allowed.FirstOrDefault(one => PrimaryOf(one).Equals(PrimaryOf(language), StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsPartOf(string shorter, string longer) =>
        longer.StartsWith(shorter, StringComparison.OrdinalIgnoreCase)
        && (longer.Length == shorter.Length || longer[shorter.Length] == '-');

    private static string PrimaryOf(string tag) => tag.Split('-')[0];

    /// <summary>In scripts that write syllables and words as one sign, a sign says as much as three letters.</summary>
    private static int CountLetters(string text) => text.EnumerateRunes().Sum(WeightOf);

    private static int WeightOf(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.OtherLetter when rune.Value >= 0x2E80 => 3,
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter => 1,
        _ => 0,
    };
}
