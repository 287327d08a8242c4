using LiveCaptions.Speech.Ensemble;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Bench.Ensemble;

/// <summary>How many of an engine's errors a list of doubtful spans holds.</summary>
/// <param name="Words">Of the engine.</param>
/// <param name="Listed">Of them in a span.</param>
/// <param name="Errors">Words that are wrong, too many or missing.</param>
/// <param name="Held">Of them in a span; a word that is missing, where one beside it is.</param>
public sealed record ReviewScore(int Words, int Listed, int Errors, int Held)
{
    public static ReviewScore None { get; } = new(0, 0, 0, 0);

    public double ListedShare => Math.Round(Listed / (double)Math.Max(1, Words), 4);

    public double HeldShare => Math.Round(Held / (double)Math.Max(1, Errors), 4);

    public static ReviewScore operator +(ReviewScore one, ReviewScore other) =>
        new(one.Words + other.Words, one.Listed + other.Listed, one.Errors + other.Errors, one.Held + other.Held);

    /// <param name="said">What is really said.</param>
    public static ReviewScore Of(string said, IReadOnlyList<Word> words, IReadOnlyList<DoubtfulSpan> spans)
    {
        bool[] listed = [.. words.Select(word => spans.Any(span => IsIn(word, span)))];
        var (text, owners) = Plain(words);
        var (errors, held) = (0, 0);
        foreach (var edit in WordEdits.Between(SpokenWords.Of(said), text).Where(edit => edit.Kind != WordEditKind.Same))
        {
            errors++;
            held += edit.Kind == WordEditKind.Deletion
                ? Listed(owners, edit.Hypothesis - 1) || Listed(owners, edit.Hypothesis) ? 1 : 0
                : Listed(owners, edit.Hypothesis) ? 1 : 0;
        }

        return new ReviewScore(words.Count, listed.Count(one => one), errors, held);

        bool Listed(int[] of, int at) => at >= 0 && at < of.Length && listed[of[at]];
    }

    private static bool IsIn(Word word, DoubtfulSpan span)
    {
        var middle = (word.Start + word.End) / 2;
        return middle >= span.Start && middle <= span.End;
    }

    /// <summary>As they are compared, each with the number of the word that it comes from.</summary>
    private static (IReadOnlyList<string> Text, int[] Owners) Plain(IReadOnlyList<Word> words)
    {
        var apart = words.SelectMany((word, at) => SpokenWords.Of(word.Text).Select(plain => (Plain: plain, At: at))).ToList();
        var text = SpokenWords.Of(string.Join(' ', words.Select(word => word.Text)));

        // Numbers, and what is written in two words, are more or fewer by themselves.
        var owners = new int[text.Count];
        foreach (var edit in WordEdits.Between([.. apart.Select(one => one.Plain)], text).Where(e => e.Kind != WordEditKind.Deletion))
        {
            owners[edit.Hypothesis] = apart[Math.Min(edit.Reference, apart.Count - 1)].At;
        }

        return (text, owners);
    }
}
