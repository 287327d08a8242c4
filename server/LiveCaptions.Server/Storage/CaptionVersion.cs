namespace LiveCaptions.Server.Storage;

/// <summary>Of a session's transcripts: what viewers saw, and what is published afterwards.</summary>
public enum CaptionVersion
{
    Live,

    /// <summary>Made by the second pass.</summary>
    Publishing,
}
