namespace LiveCaptions.Captions.Quality;

/// <summary>An error as the NER model counts them: neighbouring wrong words are one.</summary>
/// <param name="IsEdition">Something is missing, and nothing stands in its place.</param>
internal sealed record NerError(bool IsEdition, double Weight)
{
    /// <summary>Words of one error; of a longer stretch every so many are one more, as an idea takes about as many.</summary>
    private const int MaxWords = 6;

    public static IEnumerable<NerError> In(
        IReadOnlyList<WordEdit> edits, IReadOnlyList<string> said, IReadOnlyList<string> shown, NerWeights weights)
    {
        var run = new List<WordEdit>();
        foreach (var edit in edits)
        {
            if (run.Count > 0 && (edit.Kind == WordEditKind.Same || run.Count == MaxWords))
            {
                yield return Of(run, said, shown, weights);
                run.Clear();
            }

            if (edit.Kind != WordEditKind.Same)
            {
                run.Add(edit);
            }
        }

        if (run.Count > 0)
        {
            yield return Of(run, said, shown, weights);
        }
    }

    private static NerError Of(List<WordEdit> run, IReadOnlyList<string> said, IReadOnlyList<string> shown, NerWeights weights) => new(
        run.TrueForAll(edit => edit.Kind == WordEditKind.Deletion),
        run.Max(edit => edit.Kind switch
        {
            WordEditKind.Deletion => weights.Of(said[edit.Reference]),
            WordEditKind.Insertion => weights.Of(shown[edit.Hypothesis]),
            _ => weights.Of(said[edit.Reference], shown[edit.Hypothesis]),
        }));
}
