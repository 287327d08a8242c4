namespace LiveCaptions.Bench.Ingest;

/// <summary>A packet's way.</summary>
/// <param name="At">After the first packet's first sample was spoken.</param>
/// <param name="IsLost">It is encoded and encrypted, and does not arrive.</param>
internal sealed record PacketDeparture(TimeSpan At, int Packet, bool IsLost);
