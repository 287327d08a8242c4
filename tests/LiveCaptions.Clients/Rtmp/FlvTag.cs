namespace LiveCaptions.Clients.Rtmp;

/// <summary>An audio tag.</summary>
/// <param name="Timestamp">Milliseconds.</param>
public sealed record FlvTag(uint Timestamp, ReadOnlyMemory<byte> Body)
{
    /// <summary>Whether the encoder can send it before anything is spoken.</summary>
    public bool IsConfiguration =>
        Media.Rtmp.FlvAudioTag.TryParse(Body, out var tag) && tag.Content == Media.Rtmp.FlvAudioContent.Configuration;
}
