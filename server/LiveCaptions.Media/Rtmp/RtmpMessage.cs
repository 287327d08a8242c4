namespace LiveCaptions.Media.Rtmp;

/// <summary>A whole message.</summary>
/// <param name="StreamId">The message stream: 0 is the connection itself.</param>
/// <param name="Timestamp">Milliseconds, wrapping after 49.7 days.</param>
/// <param name="Payload">Valid until the reader that gave it reads on.</param>
public readonly record struct RtmpMessage(RtmpMessageType Type, uint StreamId, uint Timestamp, ReadOnlyMemory<byte> Payload);
