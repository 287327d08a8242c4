namespace LiveCaptions.Server.Sessions.Tracks;

/// <summary>Why the server shows a publisher the door.</summary>
public enum PublisherStop
{
    /// <summary>The same track's publisher came again by another connection.</summary>
    Replaced,
    SessionFinished,
    SessionDeleted,
    RecordingLimit,
    SourceUnreadable,
    StorageFailed,
    EngineFailed,
    ServerStopping,
}
