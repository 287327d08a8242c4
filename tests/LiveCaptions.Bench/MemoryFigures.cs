namespace LiveCaptions.Bench;

/// <summary>What <c>bench memory</c> found; memory is the resident set of the server's process in MiB.</summary>
public sealed record MemoryFigures : IBenchFigures
{
    /// <summary>When it takes the first publisher: models have just been loaded.</summary>
    public required double Ready { get; init; }

    /// <summary>A little later, nobody having spoken.</summary>
    public required double Idle { get; init; }

    public required IReadOnlyList<MemoryOfStreams> Streams { get; init; }

    public required double Hours { get; init; }

    /// <summary>Audio seconds per second.</summary>
    public required double Speed { get; init; }

    public required Drift LongSession { get; init; }

    public required int Sessions { get; init; }

    public required double BeforeSessions { get; init; }

    public required Drift? ShortSessions { get; init; }

    public IEnumerable<FigureRow> ToRows()
    {
        yield return FigureRow.Number("idle", Idle, "MiB", $"{Ready:0} MiB when it was ready");
        foreach (var (streams, resident, perStream) in Streams)
        {
            yield return FigureRow.Number(
                $"{streams} live streams", perStream, "MiB", $"each above the idle server; {resident:0} MiB in all at most");
        }

        yield return FigureRow.Number("speed", Speed, "×", $"real time, {Hours:0.##} hours in one session");
        yield return Row("long session", LongSession);
        if (ShortSessions is { } sessions)
        {
            yield return FigureRow.Number("before the sessions", BeforeSessions, "MiB");
            yield return Row($"{Sessions} sessions", sessions);
        }
    }

    private static FigureRow Row(string name, Drift drift) => FigureRow.Percent(
        name, drift.Change, $"{drift.Early:0} MiB in the second fifth, {drift.Late:0} in the last, {drift.Max:0} at most");
}
