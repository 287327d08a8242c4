using LiveCaptions.Server.Api;

namespace LiveCaptions.Server.Import;

/// <summary>What a session shall be made of, and what it shall be. In a multipart form the same names are fields, before or behind <c>file</c>.</summary>
public sealed record ImportRequest : CreateSessionRequest
{
    /// <summary>Address of a media file, or of a page that yt-dlp knows (http, https), or of a live stream (http, https, rtsp, srt, rtmp).</summary>
    public string? Url { get; init; }

    /// <summary>Whether the address is pulled live, as it is spoken. Where it is not said: rtsp, srt, rtmp, HLS without an end and internet radio are.</summary>
    public bool? Live { get; init; }
}
