namespace LiveCaptions.Captions.Quality;

/// <summary>
/// Accuracy in the manner of the NER model (Romero-Fresco and Martínez, 2015): (N − E − R) / N, N being the words that were shown.
/// The model wants a person to judge each error; here rules do, so it is an approximation, see docs/quality.md.
/// </summary>
/// <param name="Words">N: words that viewers saw.</param>
/// <param name="EditionErrors">Places where something said is missing.</param>
/// <param name="RecognitionErrors">Places where something else stands than was said.</param>
/// <param name="Edition">E: their weights together.</param>
/// <param name="Recognition">R: their weights together.</param>
/// <param name="Minor">Errors of weight 0.25, of both kinds.</param>
/// <param name="Standard">Of weight 0.5.</param>
/// <param name="Serious">Of weight 1.</param>
public sealed record NerScore(
    int Words, int EditionErrors, int RecognitionErrors, double Edition, double Recognition, int Minor, int Standard, int Serious)
{
    /// <summary>0 to 100; null where nothing was said and nothing shown.</summary>
    public double? Accuracy => Words > 0
        ? Math.Round(Math.Max(0, (Words - Edition - Recognition) / Words * 100), 2)
        : EditionErrors > 0 ? 0 : null;

    /// <param name="edits">From what was said to what viewers saw.</param>
    internal static NerScore Of(
        IReadOnlyList<string> said, IReadOnlyList<string> shown, IReadOnlyList<WordEdit> edits, NerWeights weights)
    {
        var errors = NerError.In(edits, said, shown, weights).ToList();
        var edition = errors.FindAll(error => error.IsEdition);
        var recognition = errors.FindAll(error => !error.IsEdition);
        return new NerScore(
            shown.Count, edition.Count, recognition.Count, edition.Sum(error => error.Weight), recognition.Sum(error => error.Weight),
            errors.Count(error => error.Weight == NerWeights.Minor), errors.Count(error => error.Weight == NerWeights.Standard),
            errors.Count(error => error.Weight == NerWeights.Serious));
    }
}
