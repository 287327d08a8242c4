namespace LiveCaptions.Bench.Ingest;

/// <summary>What <c>bench ingest</c> measures, by the names of <c>--only</c>.</summary>
internal static class IngestPart
{
    public const string Receive = "receive";
    public const string Udp = "udp";
    public const string Handshakes = "handshakes";
    public const string Garbage = "garbage";
    public const string FirstAudio = "firstAudio";
    public const string PathLatency = "pathLatency";
    public const string Words = "words";
    public const string Cut = "cut";
    public const string Storm = "storm";

    /// <summary>In the order in which they are measured.</summary>
    public static readonly IReadOnlyList<string> All = [Receive, Udp, Handshakes, Garbage, FirstAudio, PathLatency, Words, Cut, Storm];

    /// <param name="names">Separated by commas; null or empty means all.</param>
    public static IReadOnlySet<string> Parse(string? names)
    {
        var set = (names ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return set.Count > 0 ? set : All.ToHashSet(StringComparer.OrdinalIgnoreCase);
    }
}
