using LiveCaptions.Speech;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Bench.Emotion;

/// <summary>How often the class is right. Classes are those that recordings really are of.</summary>
/// <param name="Clips">Recordings, also such as nothing was heard in.</param>
/// <param name="Uar">Unweighted average recall: the share that is right, in the mean of the classes, with the likeliest
/// class of each recording.</param>
/// <param name="MacroF1">The mean of the classes' F1 then.</param>
/// <param name="Coverage">Share of recordings with a class that is sure.</param>
/// <param name="SureUar">Recall among those alone, in the mean of the classes that they are of.</param>
/// <param name="SureMacroF1">The mean of those classes' F1 among those alone.</param>
/// <param name="SureRight">Share of those that is right.</param>
/// <param name="Recalls">Each class's recall with the likeliest class.</param>
public sealed record EmotionScore(
    int Clips, double Uar, double MacroF1, double Coverage, double SureUar,
    double SureMacroF1, double SureRight, IReadOnlyDictionary<string, double> Recalls)
{
    /// <summary>What captions have no label for.</summary>
    private const string Other = "other";

    /// <param name="heard">At least one.</param>
    /// <param name="classes">The likeliest is one of these; of the sure ones any may be. Null stands for what
    /// captions have no label for.</param>
    /// <param name="sureFrom">A class is sure from this score on.</param>
    public static EmotionScore Of(IReadOnlyList<HeardEmotion> heard, IReadOnlyList<EmotionLabel?> classes, float sureFrom)
    {
        var all = heard.Select(h => (True: Name(h.Clip.Label), Found: Likeliest(h.Reading, classes))).ToList();
        List<EmotionLabel?> any = [.. Enum.GetValues<EmotionLabel>(), null];
        var sure = heard.Where(h => h.Reading is { } reading && any.Exists(label => Score(reading, label) >= sureFrom))
            .Select(h => (True: Name(h.Clip.Label), Found: Likeliest(h.Reading, any))).ToList();
        return new EmotionScore(
            all.Count, RecallOf(all), F1Of(all), Share(sure.Count, all.Count), RecallOf(sure),
            F1Of(sure), Share(sure.Count(pair => pair.True == pair.Found), sure.Count), Recalled(all));
    }

    /// <summary>Of one class; what the labels' scores lack to 1 is something else's.</summary>
    public static float Score(EmotionReading reading, EmotionLabel? label) =>
        label is { } named ? reading.Scores[(int)named] : 1 - reading.Scores.Sum();

    public IEnumerable<FigureRow> ToRows(string name) =>
    [
        FigureRow.Percent(
            $"{name} UAR", Uar,
            $"macro-F1 {MacroF1:P1}; {Clips} recordings, {string.Join(", ", Recalls.Select(recall => $"{recall.Key} {recall.Value:P0}"))}"),
        FigureRow.Percent($"{name} UAR where sure", SureUar, $"macro-F1 {SureMacroF1:P1}, {SureRight:P1} right; sure of {Coverage:P1}"),
    ];

    private static string? Likeliest(EmotionReading? reading, IReadOnlyList<EmotionLabel?> classes) =>
        reading is null ? null : Name(classes.MaxBy(label => Score(reading, label)));

    private static string Name(EmotionLabel? label) => label?.ToString().ToLowerInvariant() ?? Other;

    private static double RecallOf(List<(string True, string? Found)> pairs) => Mean(Recalled(pairs).Values);

    private static Dictionary<string, double> Recalled(List<(string True, string? Found)> pairs) =>
        pairs.GroupBy(pair => pair.True, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key, group => Share(group.Count(pair => pair.Found == group.Key), group.Count()), StringComparer.Ordinal);

    private static double F1Of(List<(string True, string? Found)> pairs) =>
        Mean(pairs.Select(pair => pair.True).Distinct(StringComparer.Ordinal)
            .Select(name => 2.0 * pairs.Count(pair => pair.True == name && pair.Found == name)
                / (pairs.Count(pair => pair.True == name) + pairs.Count(pair => pair.Found == name))));

    private static double Mean(IEnumerable<double> values) => Math.Round(values.DefaultIfEmpty().Average(), 4);

    private static double Share(int part, int whole) => whole > 0 ? Math.Round(part / (double)whole, 4) : 0;
}
