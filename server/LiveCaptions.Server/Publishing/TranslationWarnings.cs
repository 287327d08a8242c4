using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Layout;
using LiveCaptions.Captions.Quality;

namespace LiveCaptions.Server.Publishing;

/// <summary>What whoever takes a file of translations is to know.</summary>
internal static class TranslationWarnings
{
    /// <param name="cues">Of one language, in order of start.</param>
    /// <param name="duration">Seconds.</param>
    /// <returns>A sentence for each matter.</returns>
    public static IReadOnlyList<string> Of(IReadOnlyList<Cue> cues, double duration, PublishingOptions layout)
    {
        var warnings = new List<string>();
        if (cues.Count(cue => cue.Stale) is > 0 and var stale)
        {
            warnings.Add($"{stale} of {cues.Count} translations were made by people of words that were corrected since.");
        }

        var laid = PublishingLayout.Arrange(cues, duration, layout);
        if (RuleBreaches.Of(laid, layout, duration).TooFast is > 0 and var fast)
        {
            warnings.Add(FormattableString.Invariant(
                $"{fast} of {laid.Count} captions are faster than {layout.MaxReadingSpeed:0.#} characters a second; nothing is left out."));
        }

        return warnings;
    }
}
