namespace LiveCaptions.Media.Rtp;

/// <summary>A packet as the jitter buffer gives it out: in order, and with what is missing before it.</summary>
public readonly ref struct BufferedPacket
{
    public ushort SequenceNumber { get; init; }

    public uint Timestamp { get; init; }

    /// <summary>When it came in.</summary>
    public TimeSpan Arrival { get; init; }

    /// <summary>Sequence numbers between the packet given out before and this one that never came.</summary>
    public int Missing { get; init; }

    /// <summary>The buffer's own memory: valid until the next call to it.</summary>
    public ReadOnlySpan<byte> Payload { get; init; }
}
