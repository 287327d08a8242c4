using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Basics;
using LiveCaptions.Server.Sessions;

namespace LiveCaptions.Server.Publishing.Uploads;

/// <summary>What a request for an upload may ask for.</summary>
public static class UploadRequestRules
{
    private const int MaxName = 150;
    private const int MaxChannel = 200;
    private const int MaxPriority = 1_000;
    private const double MaxOffset = 100 * 3_600;

    /// <returns>What is wrong with it; null where nothing is.</returns>
    public static (string Code, string Detail)? FindFault(UploadRequest request) => request switch
    {
        _ when YouTubeVideoId.Find(request.VideoId) is null =>
            ("video_invalid", "videoId is YouTube's id of a video, 11 characters, or its address."),
        { Language: { Length: > 0 } language } when !LanguageTag.IsOne(language) =>
            ("language_invalid", "language is a BCP 47 tag, such as en or en-US."),
        { Name: { } name } when CaptionText.Clean(name).Length > MaxName =>
            ("name_too_long", $"The name of a track has at most {MaxName} characters."),
        { Channel.Length: > MaxChannel } => ("channel_invalid", "channel is the id or the title of a connected channel."),
        { Priority: < -MaxPriority or > MaxPriority } =>
            ("priority_invalid", $"priority goes from -{MaxPriority} to {MaxPriority}; higher goes first."),
        { Offset: { } offset } when !(Math.Abs(offset) <= MaxOffset) => ("offset_invalid", "offset is in seconds, up to 100 hours."),
        { Format: not (null or "vtt" or "srt") } => ("format_invalid", "format is vtt or srt."),
        _ => null,
    };
}
