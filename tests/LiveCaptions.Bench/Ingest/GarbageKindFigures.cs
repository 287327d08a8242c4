namespace LiveCaptions.Bench.Ingest;

/// <summary>What datagrams of one kind cost.</summary>
/// <param name="Microseconds">Processor time of handling one.</param>
/// <param name="WithSocketMicroseconds">Processor time of the process for each that the kernel did not drop, but for
/// the thread that sent them.</param>
public sealed record GarbageKindFigures(string Kind, double Microseconds, double WithSocketMicroseconds, int Datagrams, long KernelDrops);
