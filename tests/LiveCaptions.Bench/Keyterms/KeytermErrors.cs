
namespace LiveCaptions.Bench.Keyterms;

/// <summary>Errors on the words of key terms, and on all others.</summary>
/// <param name="Said">How often words of terms are said.</param>
/// <param name="Missed">How often they were not recognised.</param>
/// <param name="Imagined">How often they were where something else, or nothing, is said.</param>
/// <param name="OtherWords">Words that are said and of no term.</param>
/// <param name="OtherErrors">Errors in which no term takes part.</param>
/// <param name="CpuSecondsPerAudioSecond">Of all recognition.</param>
public sealed record KeytermErrors(int Said, int Missed, int Imagined, int OtherWords, int OtherErrors, double CpuSecondsPerAudioSecond)
{
    public int Errors => Missed + Imagined;

    /// <summary>Share of the other words, in per cent.</summary>
    public double OtherRate => Math.Round(100.0 * OtherErrors / Math.Max(1, OtherWords), 3);

    /// <param name="texts">What is said in a recording, and what was recognised.</param>
    public static KeytermErrors Of(
        IReadOnlySet<string> terms, IEnumerable<(string Said, string Recognised)> texts, double cpuSecondsPerAudioSecond)
    {
        var sum = new KeytermErrors(0, 0, 0, 0, 0, cpuSecondsPerAudioSecond);
        foreach (var (said, recognised) in texts)
        {
            var (reference, hypothesis) = (Plain(said), Plain(recognised));
            foreach (var edit in WordEdits.Between(reference, hypothesis))
            {
                sum = sum.With(
                    edit.Kind == WordEditKind.Insertion ? null : reference[edit.Reference],
                    edit.Kind == WordEditKind.Deletion ? null : hypothesis[edit.Hypothesis], terms);
            }
        }

        return sum;
    }

    /// <summary>As they are compared; a genitive is the name.</summary>
    public static IReadOnlyList<string> Plain(string text) =>
        [.. SpokenWords.Of(text).Select(word => word.EndsWith("'s", StringComparison.Ordinal) ? word[..^2] : word)];

    private KeytermErrors With(string? said, string? recognised, IReadOnlySet<string> terms) =>
        said is not null && terms.Contains(said) ? this with { Said = Said + 1, Missed = Missed + (said == recognised ? 0 : 1) }
        : recognised is not null && terms.Contains(recognised) ? this with { Imagined = Imagined + 1, OtherWords = OtherWords + Word(said) }
        : this with { OtherWords = OtherWords + Word(said), OtherErrors = OtherErrors + (said == recognised ? 0 : 1) };

    private static int Word(string? said) => said is null ? 0 : 1;
}
