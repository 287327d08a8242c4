namespace LiveCaptions.Bench.Fanout;

/// <summary>What the viewers of one process got.</summary>
/// <param name="Refused">Viewers that the server did not let in.</param>
/// <param name="Dropped">Viewers that were cut off before the session was over.</param>
/// <param name="CpuSeconds">That watching cost this process.</param>
/// <param name="Finals">Of each viewer that was let in: seqs of the finals, in the order in which they came.</param>
/// <param name="Delays">By seq: milliseconds from when the server made a message until each viewer had it.</param>
internal sealed record ViewersReport(
    int Refused, int Dropped, double CpuSeconds, IReadOnlyList<IReadOnlyList<long>> Finals, IReadOnlyDictionary<long, List<float>> Delays);
