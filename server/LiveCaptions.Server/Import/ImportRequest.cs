using LiveCaptions.Server.Api;

namespace LiveCaptions.Server.Import;

/// <summary>What a session shall be made of, and what it shall be. In a multipart form the same names are fields, before or behind <c>file</c>.</summary>
public sealed record ImportRequest
{
    /// <summary>Address of a media file, or of a page that yt-dlp knows (http, https), or of a live stream (http, https, rtsp, srt, rtmp).</summary>
    public string? Url { get; init; }

    /// <summary>Whether the address is pulled live, as it is spoken. Where it is not said: rtsp, srt, rtmp, HLS without an end and internet radio are.</summary>
    public bool? Live { get; init; }

    public string? Title { get; init; }

    public string? Language { get; init; }

    public string? Engine { get; init; }

    public bool? Diarization { get; init; }

    public bool? Emotion { get; init; }

    public int? MaxSpeakers { get; init; }

    public IReadOnlyList<string>? Keyterms { get; init; }

    public bool? Public { get; init; }

    public CreateSessionRequest ToSession() => new()
    {
        Title = Title,
        Language = Language,
        Engine = Engine,
        Diarization = Diarization,
        Emotion = Emotion,
        MaxSpeakers = MaxSpeakers,
        Keyterms = Keyterms,
        Public = Public,
    };
}
