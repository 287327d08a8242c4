namespace LiveCaptions.Media.Hls;

/// <summary>One segment of a media playlist.</summary>
/// <param name="Number">Its media sequence number.</param>
/// <param name="Uri">As written: relative to the playlist's.</param>
public sealed record HlsSegment(long Number, string Uri)
{
    public TimeSpan Duration { get; init; }

    /// <summary>Null is all of it.</summary>
    public HlsByteRange? Range { get; init; }

    /// <summary>Null where it is not encrypted.</summary>
    public HlsKey? Key { get; init; }

    public HlsMap? Map { get; init; }

    /// <summary>Its format, tracks or times have nothing to do with those of the one before.</summary>
    public bool IsDiscontinuous { get; init; }

    /// <summary>It is not there, and is not to be asked for.</summary>
    public bool IsGap { get; init; }
}
