namespace LiveCaptions.Bench.Ensemble;

/// <summary>What two engines that vote are worth.</summary>
/// <param name="Chosen">Of the speakers by whom weights and thresholds were chosen.</param>
/// <param name="Test">Of the others.</param>
/// <param name="LeadCpu">CPU seconds per second of audio, of the whole process, as the others.</param>
/// <param name="VotingCpu">Of the vote itself.</param>
public sealed record EnsembleFigures(
    double AudioSeconds, HalfFigures Chosen, HalfFigures Test, HalfFigures All, double LeadCpu, double OtherCpu, double VotingCpu)
    : IBenchFigures
{
    public IEnumerable<FigureRow> ToRows() =>
    [
        .. RowsOf("chosen", Chosen),
        .. RowsOf("test", Test),
        FigureRow.Number("CPU alone", LeadCpu, "s per audio s", "the leading engine"),
        FigureRow.Number("CPU of the other", OtherCpu, "s per audio s"),
        FigureRow.Number("CPU of the vote", VotingCpu, "s per audio s"),
    ];

    private static IEnumerable<FigureRow> RowsOf(string half, HalfFigures figures) =>
    [
        FigureRow.Errors($"{half}: alone", figures.Lead),
        FigureRow.Errors($"{half}: the other", figures.Other),
        FigureRow.Errors($"{half}: voted", figures.Voted),
        FigureRow.Percent($"{half}: review", figures.Review.HeldShare, $"of the errors in {figures.Review.ListedShare:P1} of the words"),
        FigureRow.Percent(
            $"{half}: review, one engine", figures.ReviewAlone.HeldShare,
            $"of the errors in {figures.ReviewAlone.ListedShare:P1} of the words"),
    ];
}
