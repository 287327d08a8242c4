using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Captions.Quality;

/// <summary>What viewers saw, against the corrected transcript.</summary>
/// <param name="Wer">Word errors; 0.02 is 2 %.</param>
/// <param name="WordAccuracy">100 less the word error rate in percent.</param>
public sealed record AccuracyFigures(double Wer, double WordAccuracy, WordErrorRate Words, NerScore Ner)
{
    public static AccuracyFigures Of(IReadOnlyList<Cue> seen, IReadOnlyList<Cue> corrected, string? language)
    {
        var (said, shown) = (WordsOf(corrected), WordsOf(seen));
        var edits = WordEdits.Between(said, shown);
        var words = WordErrorRate.Of(edits);
        return new AccuracyFigures(
            words.Rate, Math.Round(Math.Max(0, 100 - (words.Rate * 100)), 2), words,
            NerScore.Of(said, shown, edits, NerWeights.Of(corrected, language)));
    }

    /// <summary>What is heard besides speech is nothing that is said.</summary>
    public static IReadOnlyList<string> WordsOf(IReadOnlyList<Cue> cues) =>
        SpokenWords.Of(string.Join(' ', cues.Where(cue => !SoundCue.Is(cue)).Select(cue => cue.Text)));
}
