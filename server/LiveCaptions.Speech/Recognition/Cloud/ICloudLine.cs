namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>
/// What carries one connection's messages, whatever they say. One call at a time but for <see cref="ReadAsync"/>, which comes beside the
/// others. A far end that is gone shows as a <see cref="System.Net.WebSockets.WebSocketException"/> or an <see cref="IOException"/>.
/// </summary>
internal interface ICloudLine : IDisposable
{
    /// <summary>How the far end closed: a code of WebSocket, where 1000 is in order; 0 where it did not.</summary>
    int Code { get; }

    /// <summary>What the far end said about it; null where it is nothing that a code could be read from.</summary>
    string? Reason { get; }

    Task ConnectAsync(CancellationToken cancellationToken);

    /// <summary>Why it could not be connected; null where the reason is none of the far end's.</summary>
    CloudFault? FaultOf(Exception exception);

    /// <param name="isText">Whether it is a message of text, where the line knows two kinds.</param>
    ValueTask SendAsync(ReadOnlyMemory<byte> message, bool isText, CancellationToken cancellationToken);

    /// <returns>The next message, until the next call; null at the end.</returns>
    /// <exception cref="System.Text.Json.JsonException">It is too long.</exception>
    ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Nothing more will be sent; what the far end still says is read. Once or more often.</summary>
    Task EndAsync(CancellationToken cancellationToken);
}
