using LiveCaptions.Server.Api;

namespace LiveCaptions.Server.Import;

/// <summary>What a session shall be made of, and what it shall be. In a multipart form the same names are fields, before or behind <c>file</c>.</summary>
public sealed record ImportRequest : CreateSessionRequest
{
    /// <summary>Address of a media file, or of a page that yt-dlp knows; http or https.</summary>
    public string? Url { get; init; }
}
