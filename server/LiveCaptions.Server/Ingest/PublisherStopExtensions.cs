using System.Net.WebSockets;
using LiveCaptions.Server.Sessions;

namespace LiveCaptions.Server.Ingest;

/// <summary>What a publisher that has to go is told.</summary>
public static class PublisherStopExtensions
{
    private const WebSocketCloseStatus ServiceRestart = (WebSocketCloseStatus)1012;

    public static IngestProblemException ToProblem(this PublisherStop reason) => reason switch
    {
        PublisherStop.Replaced => new("replaced", "The same track is published by another connection now.", WebSocketCloseStatus.PolicyViolation),
        PublisherStop.SessionDeleted => new("session_deleted", "The session was deleted.", WebSocketCloseStatus.PolicyViolation),
        PublisherStop.RecordingLimit => new("recording_limit", "The recording has reached the longest that this server keeps; the session ends here.", WebSocketCloseStatus.PolicyViolation),
        PublisherStop.StorageFailed => new("storage_failed", "The server cannot write the recording; the session ends here.", WebSocketCloseStatus.InternalServerError),
        PublisherStop.EngineFailed => new("engine_failed", "The speech engine failed; the session ends here.", WebSocketCloseStatus.InternalServerError),
        PublisherStop.ServerStopping => new("server_stopping", "The server restarts. Come back within the grace time to go on.", ServiceRestart),
        _ => new("session_ended", "The session has ended.", WebSocketCloseStatus.NormalClosure),
    };
}
