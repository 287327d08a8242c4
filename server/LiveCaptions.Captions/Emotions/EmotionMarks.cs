using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Captions.Emotions;

/// <summary>
/// Marks of how it is said, such as <c>[angrily]</c>: one where it changes for a speaker, none for neutral, none where nobody is sure.
/// Wording by language: how, not who, so that it is right for everybody.
/// </summary>
public static class EmotionMarks
{
    /// <summary>What asks for them.</summary>
    public const string Option = "marks";

    private const string Neutral = "neutral";
    private const string Fallback = "en";

    private static readonly Dictionary<string, Dictionary<string, string>> Wordings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["en"] = Wording("happily", "sadly", "angrily", "fearfully", "with disgust", "surprised"),
        ["de"] = Wording("fröhlich", "traurig", "wütend", "ängstlich", "angewidert", "überrascht"),
        ["fr"] = Wording("avec joie", "avec tristesse", "avec colère", "avec peur", "avec dégoût", "avec surprise"),
        ["es"] = Wording("con alegría", "con tristeza", "con enfado", "con miedo", "con asco", "con sorpresa"),
        ["it"] = Wording("con gioia", "con tristezza", "con rabbia", "con paura", "con disgusto", "con sorpresa"),
        ["pt"] = Wording("com alegria", "com tristeza", "com raiva", "com medo", "com nojo", "com surpresa"),
        ["nl"] = Wording("vrolijk", "verdrietig", "boos", "angstig", "vol afkeer", "verrast"),
    };

    /// <param name="finals">In any order.</param>
    /// <param name="language">BCP 47, of what is said where a cue does not tell; in languages without a wording it is English.</param>
    /// <returns>By the id of the cue that the mark stands before.</returns>
    public static Dictionary<string, string> Of(IEnumerable<Cue> finals, string? language)
    {
        var marks = new Dictionary<string, string>(StringComparer.Ordinal);
        var shown = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var cue in finals.Where(c => c.Emotion is not null && c.Text.Length > 0).OrderBy(c => c.Start))
        {
            var (speaker, label) = (cue.Speaker?.Id ?? "", cue.Emotion!.Label);
            if (label != shown.GetValueOrDefault(speaker, Neutral)
                && WordingIn(cue.Language ?? language).TryGetValue(label, out var wording))
            {
                marks[cue.Id] = $"[{wording}]";
            }

            shown[speaker] = label;
        }

        return marks;
    }

    private static Dictionary<string, string> WordingIn(string? language) =>
        Wordings.GetValueOrDefault((language ?? Fallback).Split('-')[0]) ?? Wordings[Fallback];

    private static Dictionary<string, string> Wording(
        string happy, string sad, string angry, string fearful, string disgusted, string surprised) => new(StringComparer.Ordinal)
        {
            ["happy"] = happy, ["sad"] = sad, ["angry"] = angry, ["fearful"] = fearful,
            ["disgusted"] = disgusted, ["surprised"] = surprised,
        };
}
