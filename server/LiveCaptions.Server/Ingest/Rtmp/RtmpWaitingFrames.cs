using LiveCaptions.Media.Rtmp;

namespace LiveCaptions.Server.Ingest.Rtmp;

/// <summary>
/// Frames whose codec needs a configuration that has not come: kept until it comes, but for a second and a half of the stream at most. Then
/// it is found out from the frames.
/// </summary>
internal sealed class RtmpWaitingFrames
{
    private const int MostMilliseconds = 1_500;
    private const int MostBytes = 1024 * 1024;

    private readonly List<(long Milliseconds, FlvAudioTag Tag)> _frames = [];
    private int _bytes;

    public bool IsEmpty => _frames.Count == 0;

    /// <summary>Of what waits; unknown where nothing does.</summary>
    public FlvAudioCodec Codec => IsEmpty ? FlvAudioCodec.Unknown : _frames[0].Tag.Codec;

    /// <summary>Whether no more is to be kept.</summary>
    public bool IsFull => !IsEmpty && (_frames[^1].Milliseconds - _frames[0].Milliseconds >= MostMilliseconds || _bytes >= MostBytes);

    /// <summary>From the first frame to behind the last one.</summary>
    public double Milliseconds => IsEmpty ? 0 : Span + Step;

    private long Span => _frames[^1].Milliseconds - _frames[0].Milliseconds;

    private double Step => _frames.Count > 1 ? Span / (_frames.Count - 1.0) : 0;

    public void Add(long milliseconds, FlvAudioTag tag)
    {
        _frames.Add((milliseconds, tag with { Data = tag.Data.ToArray() }));
        _bytes += tag.Data.Length;
    }

    /// <summary>Nothing waits any more.</summary>
    public IReadOnlyList<(long Milliseconds, FlvAudioTag Tag)> Take()
    {
        var taken = _frames.ToList();
        _frames.Clear();
        _bytes = 0;
        return taken;
    }

    /// <summary>What the codec's configuration must have been.</summary>
    /// <returns>It, and what it says, for people; nothing where frames do not tell.</returns>
    public (byte[]? Configuration, string Format) FindOut()
    {
        if (Codec == FlvAudioCodec.Flac)
        {
            return (FlacConfiguration.Of(_frames[0].Tag.Data.Span), "FLAC as its frames say");
        }

        return AacConfiguration.Guess(_frames.Select(frame => frame.Tag.Data), Step) is var (configuration, rate, channels)
            ? (configuration, $"AAC-LC of {rate} Hz with {channels} channel{(channels == 1 ? "" : "s")}, by its frames and their times")
            : (null, "");
    }
}
