namespace LiveCaptions.Server.Sessions;

/// <summary>Which YouTube video a session's captions are of.</summary>
public sealed record UploadSetting
{
    /// <summary>YouTube's id of the video, or its address.</summary>
    public string? VideoId { get; init; }

    /// <summary>Id or title of the channel; may be left out where one only is connected.</summary>
    public string? Channel { get; init; }

    /// <summary>
    /// <c>finished</c>, where left out: they go when the session has ended. <c>corrected</c>: they go when somebody says so.
    /// </summary>
    public string? When { get; init; }
}
