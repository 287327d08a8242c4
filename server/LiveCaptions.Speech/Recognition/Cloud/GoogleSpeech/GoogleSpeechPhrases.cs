using LiveCaptions.Speech.Recognition.Cloud.GoogleSpeech.V2;

namespace LiveCaptions.Speech.Recognition.Cloud.GoogleSpeech;

/// <summary>
/// Key terms as phrases that are likelier. Google takes 5,000 of 100 characters, 100,000 in all; more of them than these make no better
/// hints.
/// </summary>
internal static class GoogleSpeechPhrases
{
    private const int MostTerms = 500;

    private const int LongestTerm = 100;

    /// <summary>Of 0 to 20: halfway, as more of it hears the terms where they were not said.</summary>
    private const float Boost = 10;

    /// <returns>Null where there is none.</returns>
    public static SpeechAdaptation? Of(IReadOnlyList<string> terms)
    {
        var hints = new PhraseSet();
        foreach (var term in terms.Where(term => term.Length <= LongestTerm).Take(MostTerms))
        {
            hints.Phrases.Insert(hints.Phrases.Count, new() { Value = term, Boost = Boost });
        }

        return hints.Phrases.Count == 0 ? null : new SpeechAdaptation
        {
            PhraseSets = { new SpeechAdaptation.Types.AdaptationPhraseSet { InlinePhraseSet = hints } },
        };
    }
}
