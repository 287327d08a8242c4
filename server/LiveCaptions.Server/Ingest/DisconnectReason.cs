using LiveCaptions.Server.Sessions.Tracks;

namespace LiveCaptions.Server.Ingest;

/// <summary>What a publisher that has to go is told, where its protocol can tell it, and what is logged.</summary>
/// <param name="Code">Short name for programs.</param>
public sealed record DisconnectReason(string Code, string Message)
{
    /// <summary>Whether it is sent away; false where the session simply is over.</summary>
    public bool IsExpulsion { get; init; } = true;

    /// <summary>It did nothing wrong: we did.</summary>
    public static DisconnectReason OurFault { get; } = new(
        "internal_error", "The server failed; come back within the grace time to go on.");

    public static DisconnectReason For(PublisherStop reason) => reason switch
    {
        PublisherStop.Replaced => new("replaced", "The same track is published by another connection now."),
        PublisherStop.SessionDeleted => new("session_deleted", "The session was deleted."),
        PublisherStop.RecordingLimit =>
            new("recording_limit", "The recording has reached the longest that this server keeps; the session ends here."),
        PublisherStop.SourceUnreadable =>
            new("source_unreadable", "What the session was to be made of cannot be read; the session ends here."),
        PublisherStop.StorageFailed => new("storage_failed", "A fault of the server; the session ends here."),
        PublisherStop.EngineFailed => new("engine_failed", "The speech engine failed; the session ends here."),
        PublisherStop.ServerStopping => new("server_stopping", "The server restarts. Come back within the grace time to go on."),
        _ => new("session_ended", "The session has ended.") { IsExpulsion = false },
    };

    /// <param name="seconds">How long nothing came.</param>
    public static DisconnectReason Vanished(double seconds) =>
        new("vanished", $"Nothing came for {seconds:0.#} s. It may come back within the grace time.");
}
