using LiveCaptions.Speech;

namespace LiveCaptions.Bench.Emotion;

/// <summary>
/// How well it is heard how one corpus's recordings are said: by the classifier alone at its own threshold, and in cues
/// after words, memory and calibration.
/// </summary>
/// <param name="Seven">With all classes that the recordings are of; calm counts as neutral.</param>
/// <param name="Four">Neutral, happy, sad and angry recordings alone; null where there are none.</param>
/// <param name="Labels">Recordings whose cues have a label.</param>
/// <param name="LabelsRight">Share of them that is right.</param>
/// <param name="Tags">Recordings whose cues have a label other than neutral.</param>
/// <param name="TagsRight">Share of them that is right.</param>
public sealed record EmotionGroup(
    string Corpus, int Recordings, double AudioSeconds, EmotionScore Seven, EmotionScore? Four, int Labels,
    double LabelsRight, int Tags, double TagsRight, EmotionSides? Arousal, EmotionSides? Valence)
{
    private static readonly EmotionLabel?[] Basic = [EmotionLabel.Neutral, EmotionLabel.Happy, EmotionLabel.Sad, EmotionLabel.Angry];

    /// <param name="heard">At least one.</param>
    public static EmotionGroup Of(string corpus, IReadOnlyList<HeardEmotion> heard, float sureFrom)
    {
        List<HeardEmotion> basic = [.. heard.Where(h => h.Clip.Label is { } label && Basic.Contains(label))];
        var labels = heard.Select(h => (True: h.Clip.Label, h.Shown)).Where(pair => pair.Shown is not null).ToList();
        var tags = labels.Where(pair => pair.Shown is not EmotionLabel.Neutral).ToList();
        return new EmotionGroup(
            corpus,
            heard.Count,
            Math.Round(heard.Sum(h => h.Clip.Audio.Duration), 3),
            EmotionScore.Of(heard, [.. heard.Select(h => h.Clip.Label).Distinct()], sureFrom),
            basic.Count > 0 ? EmotionScore.Of(basic, Basic, sureFrom) : null,
            labels.Count,
            Right(labels),
            tags.Count,
            Right(tags),
            EmotionSides.OfArousal(heard),
            EmotionSides.OfValence(heard));
    }

    public IEnumerable<FigureRow> ToRows()
    {
        List<FigureRow?> rows =
        [
            FigureRow.Number(Corpus, AudioSeconds, "s", $"{Recordings} recordings; {Labels} with a label in their cues, "
                + $"{LabelsRight:P1} right; {Tags} with another than neutral, {TagsRight:P1} right"),
            .. Seven.ToRows("  all classes,"),
            .. Four?.ToRows("  four classes,") ?? [],
            Arousal?.ToRow("  arousal", "angry, happy, fearful, surprised against sad, neutral, calm, bored"),
            Valence?.ToRow("  valence", "happy against angry, sad, fearful, disgusted"),
        ];
        return rows.OfType<FigureRow>();
    }

    private static double Right(List<(EmotionLabel? True, EmotionLabel? Shown)> pairs) =>
        pairs.Count > 0 ? Math.Round(pairs.Count(pair => pair.True == pair.Shown) / (double)pairs.Count, 4) : 0;
}
