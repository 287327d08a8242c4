namespace LiveCaptions.Speech.Emotion;

/// <summary>
/// How much stricter to be in a language than a classifier is by itself. Its own threshold was chosen on speakers of the language it was trained on; in
/// others people raise their voices for other reasons, and nobody has measured which.
/// </summary>
internal static class LanguageCalibration
{
    /// <summary>How far from its threshold to certainty, by language. German is what our own heads are trained on (EMO-DB); English is what they are tested on besides.</summary>
    private static readonly Dictionary<string, float> Strictness = new(StringComparer.OrdinalIgnoreCase) { ["de"] = 0, ["en"] = 0.1f };

    private const float Elsewhere = 0.4f;

    /// <param name="language">BCP 47.</param>
    /// <returns>The score from which on a label can be trusted.</returns>
    public static float SureFrom(float classifier, string language) =>
        classifier + ((1 - classifier) * Strictness.GetValueOrDefault(language.Split('-')[0], Elsewhere));
}
