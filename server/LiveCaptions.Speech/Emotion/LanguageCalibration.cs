namespace LiveCaptions.Speech.Emotion;

/// <summary>
/// How much stricter to be in a language than a classifier is by itself, with labels other than neutral, which harms nobody.
/// Its own threshold was chosen on speakers of the language it was trained on; in others people raise their voices for other reasons.
/// </summary>
internal static class LanguageCalibration
{
    /// <summary>
    /// How far from its threshold to certainty, by language. German is what our own heads are trained on (EMO-DB). Of acted English
    /// (RAVDESS) they are mostly wrong: see docs/results.
    /// </summary>
    private static readonly Dictionary<string, float> Strictness = new(StringComparer.OrdinalIgnoreCase) { ["de"] = 0 };

    private const float Elsewhere = 0.5f;

    /// <param name="language">BCP 47.</param>
    /// <returns>The score from which on a label other than neutral can be trusted.</returns>
    public static float SureFrom(float classifier, string language) =>
        classifier + ((1 - classifier) * Strictness.GetValueOrDefault(language.Split('-')[0], Elsewhere));
}
