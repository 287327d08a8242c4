using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Sessions.Tracks;

/// <summary>What a publisher is told of why its track ended.</summary>
internal static class PublisherStops
{
    /// <returns>What a publisher is told of it; null where it has gone, or says itself that it is done.</returns>
    public static PublisherStop? ToStop(this SessionEndReason reason) => reason switch
    {
        SessionEndReason.FinishRequested => PublisherStop.SessionFinished,
        SessionEndReason.RecordingLimit => PublisherStop.RecordingLimit,
        SessionEndReason.SourceUnreadable or SessionEndReason.ToolMissing => PublisherStop.SourceUnreadable,
        SessionEndReason.StorageFailed => PublisherStop.StorageFailed,
        SessionEndReason.EngineFailed => PublisherStop.EngineFailed,
        SessionEndReason.Deleted => PublisherStop.SessionDeleted,
        SessionEndReason.ServerStopping => PublisherStop.ServerStopping,
        _ => null,
    };
}
