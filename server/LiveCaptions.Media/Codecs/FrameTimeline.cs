namespace LiveCaptions.Media.Codecs;

/// <summary>
/// Lays decoded frames on a line of samples (16 kHz) that begins at 0 and never goes back, by their timestamps:
/// (1) what is left out becomes silence,
/// (2) a line that is ahead of them is told, to be shortened where nobody speaks, (3) where their clock starts anew, or leaps further than
/// any pause, the sound goes on evenly.
/// </summary>
/// <param name="origin">Where the medium begins, in samples of its own time; null: where its first frame does.</param>
/// <param name="pauses">How long frames may be apart.</param>
internal sealed class FrameTimeline(long? origin, IPauseLimit pauses)
{
    /// <summary>Timestamps are coarse, and decoders hold some samples back: less than this is no gap.</summary>
    private const long Tolerance = PcmDecoder.OutputSampleRate / 10;

    /// <summary>The line is ahead of the timestamps by more only where their clock was set back.</summary>
    private const long SetBack = PcmDecoder.OutputSampleRate;

    private long? _offset;

    /// <summary>Samples laid so far.</summary>
    public long Position { get; private set; }

    /// <summary>Stretches that were left out, and became silence.</summary>
    public int Gaps { get; private set; }

    /// <summary>Samples of silence in their place.</summary>
    public long GapSamples { get; private set; }

    /// <summary>How often the clock started anew, or leapt.</summary>
    public int Restarts { get; private set; }

    /// <summary>
    /// Whether a frame of this time does not simply follow, or is the first: the next one has to bear it out, see <see cref="IsBorneOut"/>.
    /// </summary>
    public bool Leaps(long timestamp) => Leap(timestamp) is { } leap ? leap > Tolerance : Position == 0;

    /// <summary>
    /// Whether the next frame bears out the time of one that leaps: it follows it, or leaps further. ffmpeg gives the first frame behind a
    /// change of rate a time of its own, and the one behind it its right time again.
    /// </summary>
    public bool IsBorneOut(FfmpegFrame frame, FfmpegFrame next) =>
        frame.Timestamp is { } at && next.Timestamp is { } then
        && (Math.Abs(then - at - frame.Samples) <= Tolerance || Leap(then - frame.Samples) > Leap(at));

    /// <returns>Null where none has a time yet.</returns>
    private long? Leap(long timestamp) => _offset is { } offset ? Math.Abs(timestamp - offset - Position) : null;

    /// <summary>Lays a frame.</summary>
    /// <param name="timestamp">The frame's, in samples of the medium's own time; null where it has none.</param>
    /// <param name="count">Samples that it has.</param>
    /// <returns>Samples of silence before it, and by how many the line is ahead of the timestamps.</returns>
    public (long Silence, long Ahead) Place(long? timestamp, int count)
    {
        var (silence, ahead) = timestamp is { } at ? Place(at) : (0, 0);
        Position += silence + count;
        return (silence, ahead);
    }

    /// <summary>So many samples of the frame laid last were left out after all.</summary>
    public void TakeBack(int samples) => Position -= samples;

    private (long Silence, long Ahead) Place(long at)
    {
        if (_offset is not { } offset)
        {
            return (Begin(at), 0);
        }

        var off = at - offset - Position;
        if (off > Tolerance && pauses.Allows(off))
        {
            Gaps++;
            GapSamples += off;
            return (off, 0);
        }

        if (off is > Tolerance or < -SetBack)
        {
            Restarts++;
            _offset = at - Position;
            return (0, 0);
        }

        return (0, off < -Tolerance ? -off : 0);
    }

    /// <summary>Sound that begins late is a pause, too, but none that something is missing in.</summary>
    private long Begin(long at)
    {
        var late = Math.Max(0, at - Position - (origin ?? (at - Position)));
        late = pauses.Allows(late) ? late : 0;
        _offset = at - Position - late;
        return late;
    }
}
