namespace LiveCaptions.Bench.Emotion;

/// <summary>How often a value is on the side of 0 where it should be.</summary>
/// <param name="BalancedAccuracy">The mean of the two sides'.</param>
public sealed record EmotionSides(int High, int Low, double HighRight, double LowRight, double BalancedAccuracy)
{
    private static readonly string[] Aroused = ["angry", "happy", "fear", "fearful", "surprise", "surprised"];
    private static readonly string[] Calm = ["sad", "neutral", "calm", "bored"];
    private static readonly string[] Pleasant = ["happy"];
    private static readonly string[] Unpleasant = ["angry", "sad", "fear", "fearful", "disgust", "disgusted"];

    /// <summary>Angry, happy, fearful and surprised against sad, neutral, calm and bored; disgusted is neither.</summary>
    /// <returns>Null where a side has no recording.</returns>
    public static EmotionSides? OfArousal(IReadOnlyList<HeardEmotion> heard) => Of(heard, Aroused, Calm, h => h.Reading?.Arousal);

    /// <summary>Happy against angry, sad, fearful and disgusted; the others are neither.</summary>
    /// <returns>Null where a side has no recording.</returns>
    public static EmotionSides? OfValence(IReadOnlyList<HeardEmotion> heard) => Of(heard, Pleasant, Unpleasant, h => h.Reading?.Valence);

    public FigureRow ToRow(string name, string meaning) =>
        FigureRow.Percent(name, BalancedAccuracy, $"balanced accuracy; {meaning}: {HighRight:P1} of {High} right, {LowRight:P1} of {Low}");

    private static EmotionSides? Of(IReadOnlyList<HeardEmotion> heard, string[] high, string[] low, Func<HeardEmotion, float?> value)
    {
        var (above, below) = (heard.Where(h => high.Contains(h.Clip.Emotion)).ToList(),
            heard.Where(h => low.Contains(h.Clip.Emotion)).ToList());
        if (above.Count == 0 || below.Count == 0)
        {
            return null;
        }

        var (highRight, lowRight) = (above.Count(h => value(h) > 0) / (double)above.Count,
            below.Count(h => value(h) <= 0) / (double)below.Count);
        return new EmotionSides(
            above.Count, below.Count, Math.Round(highRight, 4), Math.Round(lowRight, 4), Math.Round((highRight + lowRight) / 2, 4));
    }
}
