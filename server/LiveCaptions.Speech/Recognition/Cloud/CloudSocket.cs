using System.Net.WebSockets;

namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>A WebSocket as a line.</summary>
internal sealed class CloudSocket(ISocketDialogue dialogue, CloudAccess access) : ICloudLine
{
    private readonly ClientWebSocket _socket = new();
    private CloudReader? _reader;

    public int Code => (int?)_socket.CloseStatus ?? 0;

    public string? Reason => _socket.CloseStatusDescription;

    public Task ConnectAsync(CancellationToken cancellationToken)
    {
        _socket.Options.CollectHttpResponseDetails = true;
        _socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(15);
        _socket.Options.KeepAliveTimeout = TimeSpan.FromSeconds(20);
        dialogue.Prepare(_socket.Options);
        _reader = new CloudReader(_socket);
        return _socket.ConnectAsync(dialogue.Address, access.Http, cancellationToken);
    }

    public CloudFault? FaultOf(Exception exception) => exception is not WebSocketException ? null
        : (int)_socket.HttpStatusCode is var status && status != 0 ? CloudFault.Of(status)
        : new CloudFault(EngineFaultKind.Transient, "no connection");

    public ValueTask SendAsync(ReadOnlyMemory<byte> message, bool isText, CancellationToken cancellationToken) => _socket.SendAsync(
        message, isText ? WebSocketMessageType.Text : WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);

    public ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken) =>
        _reader?.ReadAsync(cancellationToken) ?? throw new InvalidOperationException("The line is not connected.");

    public Task EndAsync(CancellationToken cancellationToken) => _socket.State is WebSocketState.Open or WebSocketState.CloseReceived
        ? _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, cancellationToken)
        : Task.CompletedTask;

    public void Dispose() => _socket.Dispose();
}
