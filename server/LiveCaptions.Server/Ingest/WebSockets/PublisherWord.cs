namespace LiveCaptions.Server.Ingest.WebSockets;

/// <summary>What a publisher's text message means.</summary>
/// <param name="Control">What it asks for.</param>
/// <param name="Audio">Sound that came as text; empty where there was none.</param>
public readonly record struct PublisherWord(ControlMessage Control, ReadOnlyMemory<byte> Audio = default);
