namespace LiveCaptions.Media.Rtmp;

/// <summary>What an FLV audio tag carries.</summary>
public enum FlvAudioContent
{
    /// <summary>Nothing that a decoder needs.</summary>
    Other,

    /// <summary>What a decoder has to know before the first frame.</summary>
    Configuration,
    Frames,
}
