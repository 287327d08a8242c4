namespace LiveCaptions.Server.Publishing.YouTube;

/// <summary>A call of the API, with what it costs of the day's quota.</summary>
public sealed record YouTubeCall(string Name, int Units)
{
    public static YouTubeCall CaptionsList { get; } = new("captions.list", 50);

    public static YouTubeCall CaptionsInsert { get; } = new("captions.insert", 400);

    public static YouTubeCall CaptionsUpdate { get; } = new("captions.update", 450);

    public static YouTubeCall CaptionsDelete { get; } = new("captions.delete", 50);

    public static YouTubeCall VideosList { get; } = new("videos.list", 1);

    public static YouTubeCall VideosUpdate { get; } = new("videos.update", 50);

    public static YouTubeCall ChannelsList { get; } = new("channels.list", 1);
}
