using System.Threading.Channels;
using LiveCaptions.Media.Audio;

namespace LiveCaptions.Server.Sessions.Tracks;

/// <summary>One connection's hold on a track: from admission to <see cref="Detach"/>. One caller at a time.</summary>
public sealed class Publisher
{
    private readonly AudioTrack _track;
    private readonly Lock _telling = new();
    private readonly Dictionary<string, AudioNotice> _given = new(StringComparer.Ordinal);

    // The same, cleaned.
    private readonly Dictionary<string, AudioNotice> _told = new(StringComparer.Ordinal);
    private readonly Channel<AudioNotice> _notices =
        Channel.CreateBounded<AudioNotice>(new BoundedChannelOptions(16) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly TaskCompletionSource<PublisherStop> _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Publisher(AudioTrack track) => _track = track;

    /// <summary>Completes when the publisher has to go, and says why.</summary>
    public Task<PublisherStop> Stopped => _stopped.Task;

    /// <summary>Number of the track in its session.</summary>
    public int Track => _track.Number;

    /// <summary>Instant of the track's first sample; null before it.</summary>
    public DateTimeOffset? StartedAt => _track.StartedAt;

    /// <summary>Samples that are on disk: a publisher that comes back sends from here.</summary>
    public long Stored => _track.Recording.Stored;

    /// <summary>Samples that the track has: those on disk, and those that wait for it.</summary>
    public long Length => _track.Recording.Length;

    /// <summary>Samples that recognition has read: what was said in them may still be at work.</summary>
    public long Heard => _track.Heard.Newest;

    /// <summary>Samples up to which all is final.</summary>
    public long Settled => _track.Heard.Final;

    /// <summary>How much more is on disk than there was time to speak it.</summary>
    public TimeSpan AheadOfTime => _track.AheadOfTime;

    internal bool HasAppended { get; set; }

    /// <summary>
    /// For publishers that send what is said now and cannot send it again: tells when the next sample was spoken. Between it and what
    /// is recorded silence is put, so that times stay right.
    /// </summary>
    /// <remarks>Silence in the place of a publisher that was cut off counts as lost audio; where it had said
    /// goodbye, nobody spoke.</remarks>
    public ValueTask AlignAsync(DateTimeOffset spokenAt) => _track.Intake.AlignAsync(this, spokenAt);

    /// <summary>Adds samples (16 kHz mono) to the recording; ignored once the publisher was stopped.</summary>
    public ValueTask AppendAsync(ReadOnlyMemory<short> samples) => _track.Intake.AppendAsync(this, samples);

    /// <summary>
    /// For publishers that can wait: until so many samples, a second at most, can be added without any being lost,
    /// even where the disk takes none now.
    /// </summary>
    public ValueTask WaitForRoomAsync(int samples) => _track.Intake.WaitForRoomAsync(this, samples);

    /// <summary>Adds so many samples of silence to the recording; ignored once the publisher was stopped.</summary>
    public ValueTask AppendSilenceAsync(long samples) => _track.Intake.AppendSilenceAsync(this, samples);

    /// <summary>
    /// For publishers that have more at hand than can be recognised: waits until recognition is no further behind
    /// than that, or the track is closed.
    /// </summary>
    public ValueTask WaitForRecognitionAsync(long samplesBehind, CancellationToken cancellationToken) =>
        _track.Intake.WaitForRecognitionAsync(samplesBehind, cancellationToken);

    /// <summary>
    /// Counts samples that the transport lost; what stands in their place was appended all the same.
    /// Ignored once the publisher was stopped.
    /// </summary>
    public void CountLost(long samples) => _track.Intake.CountLost(this, samples);

    /// <summary>
    /// Tells that something was dropped, cut, guessed or repaired: the session keeps and shows it, and what is lost for it counts as lost
    /// audio. The publisher reads it in <see cref="Notices"/>. Ignored once the publisher was stopped.
    /// </summary>
    /// <param name="notice">May be the same again and again, which costs nothing; null is nothing to tell.</param>
    public void Notify(AudioNotice? notice)
    {
        if (notice is not null && IsNews(notice))
        {
            _track.Notify(this, notice);
        }
    }

    /// <summary>
    /// What there is to say to who publishes, where the protocol has a way: each message once. Where nobody reads, the oldest go.
    /// </summary>
    public ChannelReader<AudioNotice> Notices => _notices.Reader;

    /// <summary>Still there, though it has nothing to send.</summary>
    /// <param name="ago">How long it is since it gave a sign.</param>
    public void KeepAlive(TimeSpan ago = default) => _track.Touch(this, ago);

    /// <summary>What was said so far shall become final now.</summary>
    public void Flush() => _track.Recording.RequestFlush();

    /// <summary>No more audio; done when the last finals are out, and with the last track when the session has ended.</summary>
    /// <remarks>Of no effect once another publisher has the track.</remarks>
    public Task CloseAsync() => _track.CloseAsync(this);

    /// <summary>The connection is gone; unless the track was closed, its publisher may come back within the grace time.</summary>
    /// <param name="saidGoodbye">It went on purpose: nothing that it sent was lost.</param>
    public void Detach(bool saidGoodbye = false) => _track.Detach(this, saidGoodbye);

    private bool IsNews(AudioNotice notice)
    {
        lock (_telling)
        {
            var isNews = _given.GetValueOrDefault(notice.Code) != notice;
            _given[notice.Code] = notice;
            return isNews;
        }
    }

    /// <summary>Samples that it told as lost for a notice.</summary>
    internal long LostOf(string code)
    {
        lock (_telling)
        {
            return _told.TryGetValue(code, out var told) ? told.LostSamples : 0;
        }
    }

    internal void Tell(AudioNotice notice)
    {
        lock (_telling)
        {
            var before = _told.GetValueOrDefault(notice.Code);
            _told[notice.Code] = notice with { LostSamples = Math.Max(notice.LostSamples, before?.LostSamples ?? 0) };
            if (before?.Message != notice.Message && (before is not null || !notice.IsOver))
            {
                _notices.Writer.TryWrite(notice);
            }
        }
    }

    internal void Stop(PublisherStop reason) => _stopped.TrySetResult(reason);
}
