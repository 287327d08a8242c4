using LiveCaptions.Speech;

namespace LiveCaptions.Bench.Emotion;

/// <summary>Labels on speech that is read calmly.</summary>
/// <param name="Cues">Utterances with words.</param>
/// <param name="FalseLabels">Of them, such as have another label than neutral.</param>
/// <param name="FalsePerHour">Of audio.</param>
/// <param name="Neutral">Of them, such as are called neutral.</param>
/// <param name="Which">How often each false label.</param>
public sealed record CalmFigures(
    int Recordings, double AudioSeconds, int Cues, int FalseLabels, double FalseShare,
    double FalsePerHour, int Neutral, IReadOnlyDictionary<string, int> Which)
{
    /// <returns>Null where there are no cues.</returns>
    public static CalmFigures? Of(IReadOnlyList<HeardEmotion> heard)
    {
        var cues = heard.SelectMany(h => h.Utterances).Where(utterance => utterance.HasWords).Select(utterance => utterance.Shown).ToList();
        var seconds = heard.Sum(h => h.Clip.Audio.Duration);
        var wrong = cues.Where(label => label is not null and not EmotionLabel.Neutral).ToList();
        return cues.Count == 0
            ? null
            : new CalmFigures(
                heard.Count,
                Math.Round(seconds, 3),
                cues.Count,
                wrong.Count,
                Math.Round(wrong.Count / (double)cues.Count, 4),
                Math.Round(wrong.Count / seconds * 3600, 2),
                cues.Count(label => label is EmotionLabel.Neutral),
                wrong.GroupBy(label => label.ToString()!.ToLowerInvariant(), StringComparer.Ordinal)
                    .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal));
    }

    public FigureRow ToRow() => FigureRow.Percent(
        "calm reading",
        FalseShare,
        $"of {Cues} cues have a label other than neutral ({string.Join(", ", Which.Select(label => $"{label.Value} {label.Key}"))}): "
        + $"{FalsePerHour:0.#} per hour; {Neutral} neutral");
}
