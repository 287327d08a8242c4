namespace LiveCaptions.Bench.Ingest;

/// <summary>How much <c>bench ingest</c> does.</summary>
internal sealed record IngestSettings
{
    /// <summary>See <see cref="IngestPart"/>.</summary>
    public required IReadOnlySet<string> Parts { get; init; }

    /// <summary>Publishers of <c>udp</c>.</summary>
    public required int Streams { get; init; }

    /// <summary>How long <c>udp</c> lasts; the other parts take a share of it.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>How long the network of <c>cut</c> is cut.</summary>
    public required TimeSpan Cut { get; init; }

    /// <summary>Publishers of <c>storm</c>.</summary>
    public required int Storm { get; init; }
}
