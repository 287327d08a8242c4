namespace LiveCaptions.Bench.Ingest;

/// <summary>What <see cref="UdpLoad"/> found.</summary>
public sealed record UdpFigures : IBenchFigures
{
    public required int Streams { get; init; }

    public required double Seconds { get; init; }

    /// <summary>Of one core, for all streams: the whole process but for the thread that sends.</summary>
    public required double CpuShare { get; init; }

    public required double CpuSharePerStream { get; init; }

    /// <summary>How many streams would take all of one core.</summary>
    public required int StreamsPerCore { get; init; }

    /// <summary>Of one core, for encrypting and sending; not in the others.</summary>
    public required double SenderCpuShare { get; init; }

    public required long PacketsSent { get; init; }

    /// <summary>By the samples that came out of the decoders and were not lost.</summary>
    public required long PacketsReceived { get; init; }

    /// <summary>Datagrams that the kernel had no room for.</summary>
    public required long KernelDrops { get; init; }

    public required long LostSamples { get; init; }

    public required int ReceiveBufferBytes { get; init; }

    /// <summary>Seconds that the latest packet was sent behind its time.</summary>
    public required double WorstSendDelay { get; init; }

    public IEnumerable<FigureRow> ToRows() =>
    [
        FigureRow.Percent($"udp, {Streams} streams", CpuShare, FormattableString.Invariant(
            $"of a core, for {Seconds:F0} s; sending took another {SenderCpuShare * 100:F1} %")),
        FigureRow.SmallPercent("", CpuSharePerStream, "of a core per stream: socket, decrypt, jitter buffer, Opus"),
        FigureRow.Number("", StreamsPerCore, "streams", "would take one core"),
        FigureRow.Number(
            "", PacketsReceived, "packets", $"received of {PacketsSent}; the kernel dropped {KernelDrops}, {LostSamples} samples lost"),
        FigureRow.Number(
            "", WorstSendDelay * 1000, "ms", $"that the sender was late at most; {ReceiveBufferBytes / 1024} KB of receive buffer"),
    ];
}
