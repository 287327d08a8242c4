namespace LiveCaptions.Server.Sessions;

/// <summary>Which YouTube video a session's captions are of.</summary>
public sealed record UploadSetting
{
    public const string Finished = "finished";
    public const string Corrected = "corrected";

    /// <summary>YouTube's id of the video, or its address.</summary>
    public string? VideoId { get; init; }

    /// <summary>Id or title of the channel; may be left out where one only is connected.</summary>
    public string? Channel { get; init; }

    /// <summary>
    /// <c>finished</c>, where left out: they go when the session has ended. <c>corrected</c>: they go when a person has said that all
    /// of the transcript is right.
    /// </summary>
    public string? When { get; init; }
}
