namespace LiveCaptions.Bench.Ingest;

/// <summary>A way by which words come to the server.</summary>
/// <param name="Name">As in the figures.</param>
/// <param name="Network">Between a WHIP publisher and the server; null for the WebSocket.</param>
/// <param name="Nack">Whether lost packets are sent again when asked for.</param>
internal sealed record WordsPath(string Name, NetworkModel? Network, bool Nack = false)
{
    /// <summary>Percent of packets that the encoder prepares for, as it would by what receiver reports say.</summary>
    public int ExpectedLoss => (int)((Network?.Loss ?? 0) * 100);
}
