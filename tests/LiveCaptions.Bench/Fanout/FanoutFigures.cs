using System.Globalization;

namespace LiveCaptions.Bench.Fanout;

/// <summary>
/// What <see cref="FanoutBench"/> found. Delays are milliseconds from when the server made a message until a viewer had it.
/// </summary>
public sealed record FanoutFigures : IBenchFigures
{
    public required int Viewers { get; init; }

    /// <summary>That the viewers are in.</summary>
    public required int Processes { get; init; }

    public required double AudioSeconds { get; init; }

    /// <summary>Until all viewers watched.</summary>
    public required double ConnectSeconds { get; init; }

    /// <summary>Viewers that the server did not let in.</summary>
    public required int Refused { get; init; }

    /// <summary>Viewers that were cut off before the session was over.</summary>
    public required int Dropped { get; init; }

    public required int Finals { get; init; }

    /// <summary>Interims and finals as the server made them.</summary>
    public required int Messages { get; init; }

    /// <summary>Share of the viewers that got every final, once and in order.</summary>
    public required double Complete { get; init; }

    /// <summary>Share of all messages that the viewers got; a slow viewer is spared interims that newer ones have replaced.</summary>
    public required double Delivered { get; init; }

    /// <summary>Of every message to every viewer.</summary>
    public required DeliveryDelays? Delay { get; init; }

    /// <summary>Of every final to every viewer.</summary>
    public required DeliveryDelays? FinalDelay { get; init; }

    /// <summary>Of every message to the last viewer that got it.</summary>
    public required DeliveryDelays? LastViewer { get; init; }

    /// <summary>The server's processor seconds per second of the live session.</summary>
    public required double ServerCpu { get; init; }

    /// <summary>The same without any of these viewers.</summary>
    public required double ServerCpuAlone { get; init; }

    /// <summary>MiB: the most that the server had.</summary>
    public required double ServerMemory { get; init; }

    /// <summary>The same without any of these viewers.</summary>
    public required double ServerMemoryAlone { get; init; }

    /// <summary>Processor seconds of all viewers' processes per second, which they take from the same machine.</summary>
    public required double ViewersCpu { get; init; }

    /// <summary>Seconds that the publisher was late at most.</summary>
    public required double WorstPublishDelay { get; init; }

    public IEnumerable<FigureRow> ToRows() =>
    [
        FigureRow.Number(
            "viewers", Viewers, "",
            $"in {Processes} processes; {Refused} refused, {Dropped} cut off; all watched after {ConnectSeconds:0.0} s"),
        FigureRow.Percent("complete", Complete, $"of the viewers got all {Finals} finals once and in order"),
        FigureRow.Percent(
            "delivered", Delivered, $"of {Messages} messages to each viewer; a slow one is spared interims that are replaced"),
        Row("delay", Delay, "from when the server made a message until a viewer had it"),
        Row("  finals", FinalDelay, "the same of finals, with storing them"),
        Row("  last viewer", LastViewer, "until all had it"),
        FigureRow.Number("server CPU", ServerCpu, "s per s", $"{ServerCpuAlone:0.###} without these viewers"),
        FigureRow.Number("server memory", ServerMemory, "MiB", $"{ServerMemoryAlone:0.#} without these viewers"),
        FigureRow.Number("viewers' CPU", ViewersCpu, "s per s", "of the same machine"),
        FigureRow.Number("publisher late", WorstPublishDelay, "s", "at most"),
    ];

    private static FigureRow Row(string name, DeliveryDelays? delays, string meaning) => new(
        name,
        delays is null
            ? "-"
            : string.Create(
                CultureInfo.InvariantCulture, $"p50 {delays.P50:F0}  p95 {delays.P95:F0}  p99 {delays.P99:F0}  max {delays.Max:F0} ms"),
        meaning);
}
