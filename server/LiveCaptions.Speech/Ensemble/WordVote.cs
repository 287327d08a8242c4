using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Streaming;

namespace LiveCaptions.Speech.Ensemble;

/// <summary>
/// Engines vote on what was said. Where they differ they vote on the whole stretch between two words that all hear: of a word that one
/// hears as two, or elsewhere, there is never a half.
/// </summary>
/// <param name="engines">The first one leads: it wins where votes are equal.</param>
internal sealed class WordVote(IReadOnlyList<EngineWords> engines, VoteOptions options)
{
    private readonly double _all = engines.Sum(engine => engine.Weight);

    /// <returns>In order of time.</returns>
    public IReadOnlyList<VotedStretch> Take()
    {
        var stretches = new List<VotedStretch>();
        var open = new List<Word?[]>();
        var before = 0;
        foreach (var slot in ConfusionNetwork.Of(engines))
        {
            if (IsAgreed(slot))
            {
                Close();
                stretches.Add(Of([slot], before++));
            }
            else
            {
                open.Add(slot);
            }
        }

        Close();
        return stretches;

        void Close()
        {
            if (open.Count > 0)
            {
                stretches.Add(Of(open, before));
                before += stretches[^1].Of;
                open.Clear();
            }
        }
    }

    private static bool IsAgreed(Word?[] slot) =>
        slot[0] is { } first && slot.All(word => word is not null && WordStability.Same(first.Text, word.Text));

    private VotedStretch Of(IReadOnlyList<Word?[]> slots, int before)
    {
        var readings = Readings(slots);
        var won = readings.MaxBy(reading => reading.Support)!;
        var words = slots.SelectMany(slot => slot.OfType<Word>()).ToList();
        double[] confidences = [.. won.Words.Select(word => ConfidenceOf(word, won, slots))];
        return new VotedStretch
        {
            Words = won.Words,
            Confidences = confidences,
            Confidence = confidences.Length > 0 ? confidences.Min() : won.Engines.Sum(WeightOf) * options.NullConfidence,
            Before = before,
            Of = slots.Count(slot => slot[0] is not null),
            Start = words.Min(word => word.Start),
            End = words.Max(word => word.End),
            Alternatives = [.. readings.Where(reading => reading != won).OrderByDescending(reading => reading.Support)
                .Select(reading => new SpanAlternative(
                    reading.Text, engines[reading.Engines[0]].Engine,
                    Math.Round(Sureness(slots, reading.Engines[0], heardAlone: true), 3)))],
        };
    }

    /// <summary>In the order of their first engines.</summary>
    private List<EngineReading> Readings(IReadOnlyList<Word?[]> slots) =>
        [.. Enumerable.Range(0, engines.Count)
            .GroupBy(engine => string.Concat(WordsOf(slots, engine).Select(Letters)), StringComparer.OrdinalIgnoreCase)
            .Select(same => new EngineReading([.. same], [.. WordsOf(slots, same.First())], same.Sum(engine => Vote(slots, engine))))];

    private double Vote(IReadOnlyList<Word?[]> slots, int engine) =>
        WeightOf(engine) * (1 - options.ConfidenceShare + (options.ConfidenceShare * Sureness(slots, engine, heardAlone: false)));

    /// <summary>How sure an engine is of a stretch, 0 to 1.</summary>
    /// <param name="heardAlone">Whether what it does not hear says nothing, where it hears anything.</param>
    private double Sureness(IReadOnlyList<Word?[]> slots, int engine, bool heardAlone)
    {
        var counted = heardAlone && WordsOf(slots, engine).Any() ? slots.Where(slot => slot[engine] is not null) : slots;
        return counted.Average(slot => slot[engine]?.Confidence ?? options.NullConfidence);
    }

    private double ConfidenceOf(Word word, EngineReading won, IReadOnlyList<Word?[]> slots) =>
        won.Engines.Sum(engine => WeightOf(engine) * (engine == won.Engines[0]
            ? word.Confidence
            : Sureness(slots, engine, heardAlone: true)));

    private double WeightOf(int engine) => engines[engine].Weight / _all;

    private static IEnumerable<Word> WordsOf(IReadOnlyList<Word?[]> slots, int engine) => slots.Select(slot => slot[engine]).OfType<Word>();

    private static string Letters(Word word) => string.Concat(word.Text.Where(char.IsLetterOrDigit));
}
