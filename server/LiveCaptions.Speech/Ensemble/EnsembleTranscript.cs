using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Ensemble;

/// <summary>Several engines' finals of a track made one transcript: see docs/decisions/0053-ensemble.md.</summary>
/// <param name="Finals">The leading engine's, with the words that won and their own times.</param>
/// <param name="Doubts">In order of time.</param>
public sealed record EnsembleTranscript(IReadOnlyList<Transcript> Finals, IReadOnlyList<DoubtfulSpan> Doubts)
{
    /// <param name="lead">Finals of the engine that the transcript takes all but words from; it wins where votes are equal.</param>
    /// <param name="others">What others heard of the same track.</param>
    public static EnsembleTranscript Of(
        EngineFinals lead, IReadOnlyList<EngineWords> others, VoteOptions options)
    {
        List<Word> words = [.. lead.Finals.SelectMany(final => final.Words)];
        if (words.Count == 0)
        {
            return new EnsembleTranscript(lead.Finals, []);
        }

        var stretches = new WordVote([new EngineWords(lead.Engine, lead.Weight, words), .. others], options).Take();
        return new EnsembleTranscript(Written(lead.Finals, words, stretches), DoubtFinder.In(stretches, options.DoubtBelow));
    }

    /// <summary>Each word goes into the final of the leading engine's word in its place, or before it.</summary>
    private static List<Transcript> Written(
        IReadOnlyList<Transcript> finals, List<Word> lead, IReadOnlyList<VotedStretch> stretches)
    {
        int[] finalOf = [.. finals.SelectMany((final, number) => final.Words.Select(_ => number))];
        var written = finals.Select(_ => new List<Word>()).ToArray();
        var earliest = 0L;
        foreach (var stretch in stretches)
        {
            for (var i = 0; i < stretch.Words.Count; i++)
            {
                var at = Math.Max(0, stretch.Before + Math.Min(i, stretch.Of - 1));
                var (word, start) = (stretch.Words[i], Math.Max(earliest, stretch.Words[i].Start));
                written[finalOf[at]].Add(word with { Start = start, End = Math.Max(start, word.End), Speaker = lead[at].Speaker });
                earliest = start;
            }
        }

        return [.. finals.Select((final, number) => final with { Words = written[number], StableWords = written[number].Count })];
    }
}
