using System.Net.WebSockets;

namespace LiveCaptions.Server.Ingest.WebSockets;

/// <summary>A publisher did what is not allowed; it is told why, and its connection is closed.</summary>
public sealed class IngestProblemException(string code, string message, WebSocketCloseStatus closeStatus) : Exception(message)
{
    /// <summary>Short name for programs.</summary>
    public string Code { get; } = code;

    public WebSocketCloseStatus CloseStatus { get; } = closeStatus;
}
