namespace LiveCaptions.Server.Sessions.Tracks;

/// <summary>Why a publisher cannot have a track.</summary>
public enum PublishObstacle
{
    None,

    /// <summary>The session, or its track, takes no more audio.</summary>
    SessionEnded,

    /// <summary>Somebody is publishing the track, and alive.</summary>
    TrackInUse,

    /// <summary>The session has as many tracks as it may.</summary>
    TooManyTracks,

    /// <summary>The server has as many streams as it holds.</summary>
    Full,

    /// <summary>The disk is full, or nearly so.</summary>
    StorageFull,

    /// <summary>The disk or the database fails.</summary>
    StorageFailed,
}
