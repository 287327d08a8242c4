namespace LiveCaptions.Server.Publishing.Metadata;

/// <summary>
/// What of a session's metadata goes to a video; where nothing is named, title and chapters, and the description where the video has none.
/// </summary>
public sealed record ApplyRequest
{
    /// <summary>YouTube's id of the video, or its address; left out where the session has one.</summary>
    public string? VideoId { get; init; }

    /// <summary>Id or title of the channel; may be left out where one only is connected.</summary>
    public string? Channel { get; init; }

    public bool? Title { get; init; }

    /// <summary>In the place of the video's whole description but its chapters.</summary>
    public bool? Description { get; init; }

    /// <summary>In the place of the chapters that the video's description has.</summary>
    public bool? Chapters { get; init; }

    public bool? Tags { get; init; }

    /// <summary>Seconds that are added to chapters; left out, the server asks YouTube when the stream began.</summary>
    public double? Offset { get; init; }

    /// <summary>With what goes where nothing is named.</summary>
    public ApplyRequest Filled => this is { Title: null, Description: null, Chapters: null, Tags: null }
        ? this with { Title = true, Chapters = true, DescribesWhereEmpty = true }
        : this;

    /// <summary>Whether a video without a text of its own gets the session's.</summary>
    internal bool DescribesWhereEmpty { get; private init; }
}
