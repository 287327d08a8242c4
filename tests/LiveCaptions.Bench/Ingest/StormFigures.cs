namespace LiveCaptions.Bench.Ingest;

/// <summary>What <see cref="ConnectStorm"/> found. The process has both ends in it.</summary>
public sealed record StormFigures : IBenchFigures
{
    public required int Publishers { get; init; }

    public required int Connected { get; init; }

    /// <summary>From the first POST to the last handshake.</summary>
    public required double SecondsToConnect { get; init; }

    /// <summary>Of the live stream, from spoken to recorded, in seconds, before the others came.</summary>
    public required Distribution? LiveBefore { get; init; }

    /// <summary>The same while they connected and talked.</summary>
    public required Distribution? LiveMeanwhile { get; init; }

    public required ProcessState Before { get; init; }

    public required ProcessState Peak { get; init; }

    /// <summary>Some time after they left.</summary>
    public required ProcessState After { get; init; }

    public IEnumerable<FigureRow> ToRows() =>
    [
        FigureRow.Number($"storm of {Publishers}", SecondsToConnect, "s", $"until all were connected that did: {Connected}"),
        FigureRow.Milliseconds("", LiveBefore, "the live stream before, from spoken to recorded"),
        FigureRow.Milliseconds("", LiveMeanwhile, "the live stream meanwhile"),
        FigureRow.Number("", Peak.Threads, "threads", $"at most; {Before.Threads} before, {After.Threads} some time after"),
        FigureRow.Number(
            "", Peak.Memory, "MiB", FormattableString.Invariant($"at most; {Before.Memory:F0} before, {After.Memory:F0} some time after")),
    ];
}
