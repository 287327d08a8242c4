namespace LiveCaptions.Bench.Ingest;

/// <summary>Datagrams of one kind that nobody should send.</summary>
/// <param name="Name">As in the figures.</param>
/// <param name="IsFromPublisher">Whether they come from a publisher's address, and so get as far as its keys.</param>
internal sealed record GarbageKind(string Name, bool IsFromPublisher, byte[][] Datagrams);
