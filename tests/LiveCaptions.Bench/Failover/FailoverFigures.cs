namespace LiveCaptions.Bench.Failover;

/// <summary>What <c>bench failover</c> found.</summary>
public sealed record FailoverFigures(IReadOnlyList<FailoverRun> Runs) : IBenchFigures
{
    public IEnumerable<FigureRow> ToRows() => Runs.SelectMany(run => run.ToRows());
}
