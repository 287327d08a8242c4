namespace LiveCaptions.Bench.Trouble;

/// <summary>What <c>bench trouble</c> found.</summary>
public sealed record TroubleFigures(IReadOnlyList<TroubleRun> Runs) : IBenchFigures
{
    public IEnumerable<FigureRow> ToRows() => Runs.SelectMany(run => run.ToRows());
}
