using LiveCaptions.Server.Sessions.Requests;

namespace LiveCaptions.Server.Import;

/// <summary>
/// What a session shall be made of, and what it shall be. In a multipart form the same names are fields, before or behind <c>file</c>.
/// </summary>
public sealed record ImportRequest : CreateSessionRequest
{
    /// <summary>
    /// Address of a media file, or of a page that yt-dlp knows (http, https), or of a live stream (http, https, rtsp, srt, rtmp).
    /// </summary>
    public string? Url { get; init; }

    /// <summary>
    /// Whether the address is pulled live, as it is spoken. Where it is not said: rtsp, srt, rtmp, HLS without
    /// an end and internet radio are.
    /// </summary>
    public bool? Live { get; init; }

    /// <summary>
    /// Number of the audio track to take of a file that has several, from 1; left out: the file's default one, or one in <c>language</c>.
    /// </summary>
    public int? Track { get; init; }

    /// <summary>Whether the two channels of stereo are a track each, with a speaker of its own.</summary>
    public bool? SplitChannels { get; init; }

    /// <summary>Who speaks on the channels that are split, with a comma between; left out: <c>Left,Right</c>.</summary>
    public string? Speakers { get; init; }
}
