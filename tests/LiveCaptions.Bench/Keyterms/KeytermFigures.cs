namespace LiveCaptions.Bench.Keyterms;

/// <summary>What key terms change.</summary>
/// <param name="Terms">What was to be expected.</param>
/// <param name="Gone">Share of the errors on words of terms that are gone.</param>
/// <param name="Cost">CPU time with terms against that without.</param>
public sealed record KeytermFigures(
    IReadOnlyList<string> Terms, double AudioSeconds, KeytermErrors Without, KeytermErrors With, double Gone, double Cost) : IBenchFigures
{
    public IEnumerable<FigureRow> ToRows() =>
    [
        FigureRow.Number("errors on terms", Without.Errors, $"→ {With.Errors}", $"of {With.Said} words of terms that are said"),
        FigureRow.Percent("errors elsewhere without", Without.OtherRate / 100),
        FigureRow.Percent("errors elsewhere with", With.OtherRate / 100),
        FigureRow.Number("CPU time", Cost, "times"),
    ];
}
