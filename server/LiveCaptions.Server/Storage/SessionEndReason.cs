namespace LiveCaptions.Server.Storage;

/// <summary>Why a track, and with its last track a session, came to its end.</summary>
public enum SessionEndReason
{
    /// <summary>The publisher said close.</summary>
    PublisherClosed,

    /// <summary>The publisher went away and did not come back within the grace time.</summary>
    GraceExpired,

    /// <summary>Somebody called finish.</summary>
    FinishRequested,

    /// <summary>The recording reached the longest that is allowed.</summary>
    RecordingLimit,

    /// <summary>A fault of the server's own ended it. Trouble of the disk or the database does not: it is waited out.</summary>
    StorageFailed,

    /// <summary>The speech engine failed on the same audio for as long as the options say.</summary>
    EngineFailed,

    /// <summary>The file or address that it was to be made of cannot be read, or not to its end.</summary>
    SourceUnreadable,

    /// <summary>A program that fetching or reading it needs is not installed on the server.</summary>
    ToolMissing,

    /// <summary>The session was deleted.</summary>
    Deleted,

    /// <summary>The server stops; the session goes on when it is started again.</summary>
    ServerStopping,
}
