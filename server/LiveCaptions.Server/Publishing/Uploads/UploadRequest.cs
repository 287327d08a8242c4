namespace LiveCaptions.Server.Publishing.Uploads;

/// <summary>What shall go to YouTube. All but the session and the video may be left out.</summary>
public sealed record UploadRequest
{
    /// <summary>The session whose captions go.</summary>
    public string? SessionId { get; init; }

    /// <summary>YouTube's id of the video, or an address of it; left out, the one that the session was made for (<c>upload</c>).</summary>
    public string? VideoId { get; init; }

    /// <summary>BCP 47; left out, the session's.</summary>
    public string? Language { get; init; }

    /// <summary>Of the track, up to 150 characters; left out, it has none, as is usual.</summary>
    public string? Name { get; init; }

    /// <summary>Whether only the channel's owner sees it.</summary>
    public bool? Draft { get; init; }

    /// <summary>Higher goes first; 0 where left out.</summary>
    public int? Priority { get; init; }

    /// <summary>Seconds to add to the captions' times; left out, it is found out from when the video's live stream began.</summary>
    public double? Offset { get; init; }

    /// <summary>Id or title of the channel; may be left out where one only is connected.</summary>
    public string? Channel { get; init; }

    /// <summary><c>vtt</c> (where left out) or <c>srt</c>.</summary>
    public string? Format { get; init; }

    /// <summary>It goes even where the track got the same from here last: somebody deleted or changed it there.</summary>
    public bool? Force { get; init; }

    /// <summary>Of a file that is uploaded by the command line.</summary>
    internal string? FileName { get; init; }
}
