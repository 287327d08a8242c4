using System.Net.WebSockets;
using LiveCaptions.Server.Sessions.Tracks;

namespace LiveCaptions.Server.Ingest.WebSockets;

/// <summary>What a WebSocket publisher that has to go is told.</summary>
public static class PublisherStopExtensions
{
    private const WebSocketCloseStatus ServiceRestart = (WebSocketCloseStatus)1012;

    public static IngestProblemException ToProblem(this PublisherStop reason)
    {
        var disconnect = DisconnectReason.For(reason);
        return new IngestProblemException(disconnect.Code, disconnect.Message, reason switch
        {
            PublisherStop.Replaced or PublisherStop.SessionDeleted or PublisherStop.RecordingLimit => WebSocketCloseStatus.PolicyViolation,
            PublisherStop.StorageFailed or PublisherStop.EngineFailed => WebSocketCloseStatus.InternalServerError,
            PublisherStop.ServerStopping => ServiceRestart,
            _ => WebSocketCloseStatus.NormalClosure,
        });
    }
}
