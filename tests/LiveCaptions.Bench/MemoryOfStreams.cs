namespace LiveCaptions.Bench;

/// <summary>What live streams take, in MiB.</summary>
/// <param name="Streams">How many at once.</param>
/// <param name="Resident">The most while they lasted.</param>
/// <param name="PerStream">What of it is above the idle server, divided by the streams.</param>
public sealed record MemoryOfStreams(int Streams, double Resident, double PerStream)
{
    /// <param name="idle">Resident set of the server that nobody has used yet.</param>
    /// <param name="seen">Once a second, while they lasted.</param>
    public static MemoryOfStreams Of(int streams, double idle, IReadOnlyList<double> seen) =>
        new(streams, seen.Max(), Math.Round((seen.Max() - idle) / streams, 1));
}
