namespace LiveCaptions.Server.Storage;

/// <summary>How far an upload is.</summary>
public enum UploadState
{
    /// <summary>For its turn, or for another attempt.</summary>
    Waiting,

    Uploading,

    Done,

    /// <summary>Until the quota is there again.</summary>
    Parked,

    /// <summary>It goes no further by itself: somebody has to do something, and try it again.</summary>
    Failed,
}
