using System.Threading.Channels;
using LiveCaptions.Media.Audio;
using LiveCaptions.Speech;

namespace LiveCaptions.Server.Sessions.Tracks;

/// <summary>
/// The tracks that one connection or import publishes: one, or one of each channel. The publisher goes on from what is on disk
/// of all tracks, so that channels stay in step and nothing is lost with a server whose disk takes nothing; of what it sends then, a track
/// that has more takes only what it has not.
/// </summary>
public sealed class PublishedTracks
{
    /// <summary>What is appended at once of what comes too fast.</summary>
    private static readonly TimeSpan PaceStep = TimeSpan.FromMilliseconds(250);

    private readonly IReadOnlyList<Publisher> _publishers;
    private readonly TimeProvider _time;
    private readonly long[] _known;

    /// <param name="publishers">Of each track, in the order of the channels.</param>
    /// <param name="sendsAgain">False where what it sends comes behind all that there is, also what is not on disk yet.</param>
    public PublishedTracks(IReadOnlyList<Publisher> publishers, TimeProvider time, bool sendsAgain = true)
    {
        (_publishers, _time) = (publishers, time);
        Position = publishers.Min(p => p.Stored);
        _known = [.. publishers.Select(p => sendsAgain ? p.Length - Position : 0)];
        Stopped = Task.WhenAny(publishers.Select(p => p.Stopped)).Unwrap();
    }

    /// <summary>Completes when one of the publishers has to go, which ends the connection, and says why.</summary>
    public Task<PublisherStop> Stopped { get; }

    /// <summary>Seconds that are on disk of every track.</summary>
    public double Received => AudioFormat.ToSeconds(_publishers.Min(p => p.Stored));

    /// <summary>Seconds that there are of a track, on disk or on their way to it.</summary>
    /// <param name="channel">Counted as the publishers.</param>
    public double Length(int channel) => AudioFormat.ToSeconds(_publishers[channel].Length);

    /// <summary>Seconds of a track that recognition has read.</summary>
    /// <inheritdoc cref="Length"/>
    public double Heard(int channel) => AudioFormat.ToSeconds(_publishers[channel].Heard);

    /// <summary>Seconds of a track up to which all is final; silence behind the last final is not counted.</summary>
    /// <inheritdoc cref="Length"/>
    public double Settled(int channel) => AudioFormat.ToSeconds(_publishers[channel].Settled);

    /// <summary>Samples that were on disk of every track when the publisher came: it sends from here.</summary>
    public long Position { get; }

    /// <summary>Numbers of the tracks in their session.</summary>
    public IReadOnlyList<int> Numbers => [.. _publishers.Select(p => p.Track)];

    /// <summary>The first track, for protocol and log.</summary>
    public int Number => _publishers[0].Track;

    /// <param name="samples">Of each track (16 kHz mono), spoken at the same time.</param>
    public async ValueTask AppendAsync(IReadOnlyList<ReadOnlyMemory<short>> samples)
    {
        if (_publishers.Count > 1 && !samples[0].IsEmpty)
        {
            await StartTogetherAsync();
        }

        for (var i = 0; i < _publishers.Count; i++)
        {
            var skipped = (int)Math.Min(_known[i], samples[i].Length);
            _known[i] -= skipped;
            await AppendAsync(_publishers[i], samples[i][skipped..]);
        }
    }

    /// <summary>While the disk takes nothing and memory is full, the publisher waits with what it has.</summary>
    private static async ValueTask AppendAsync(Publisher publisher, ReadOnlyMemory<short> samples)
    {
        while (!samples.IsEmpty)
        {
            var piece = samples[..Math.Min(samples.Length, AudioFormat.SampleRate)];
            await publisher.WaitForRoomAsync(piece.Length);
            await publisher.AppendAsync(piece);
            samples = samples[piece.Length..];
        }
    }

    /// <summary>
    /// The same of who may be at most so far ahead of the time it takes to say it: what is further is appended when it may be.
    /// </summary>
    /// <returns>Before all is appended when one of the publishers has to go.</returns>
    public async ValueTask AppendInTimeAsync(
        IReadOnlyList<ReadOnlyMemory<short>> samples, TimeSpan most, CancellationToken cancellationToken)
    {
        for (var from = 0; from < samples[0].Length || from == 0; cancellationToken.ThrowIfCancellationRequested())
        {
            var room = most - AheadOfTime;
            if (room <= TimeSpan.Zero)
            {
                await Task.WhenAny(Task.Delay(PaceStep - room, _time, cancellationToken), Stopped);
                if (Stopped.IsCompleted)
                {
                    return;
                }

                continue;
            }

            var to = (int)Math.Min(samples[0].Length, from + Math.Max(1, AudioFormat.ToSamples(room.TotalSeconds)));
            await AppendAsync(from == 0 && to == samples[0].Length ? samples : [.. samples.Select(s => s[from..to])]);
            from = Math.Max(to, 1);
        }
    }

    /// <inheritdoc cref="Publisher.AlignAsync"/>
    public async ValueTask AlignAsync(DateTimeOffset spokenAt)
    {
        foreach (var publisher in _publishers)
        {
            await publisher.AlignAsync(spokenAt);
        }
    }

    /// <summary>How much more is on disk of a track than there was time to speak it.</summary>
    private TimeSpan AheadOfTime => _publishers.Max(p => p.AheadOfTime);

    /// <inheritdoc cref="Publisher.Notify"/>
    /// <param name="channel">Whose track it is about, counted as the publishers; what is about all of them is told of the first.</param>
    public void Notify(AudioNotice? notice, int channel = 0) => _publishers[channel].Notify(notice);

    /// <summary>Of each track in its order: what there is to say to who publishes.</summary>
    public IReadOnlyList<ChannelReader<AudioNotice>> Notices => [.. _publishers.Select(p => p.Notices)];

    /// <inheritdoc cref="Publisher.WaitForRecognitionAsync"/>
    public async ValueTask WaitForRecognitionAsync(long samplesBehind, CancellationToken cancellationToken)
    {
        foreach (var publisher in _publishers)
        {
            await publisher.WaitForRecognitionAsync(samplesBehind, cancellationToken);
        }
    }

    public void KeepAlive()
    {
        foreach (var publisher in _publishers)
        {
            publisher.KeepAlive();
        }
    }

    /// <inheritdoc cref="Publisher.Flush"/>
    public void Flush()
    {
        foreach (var publisher in _publishers)
        {
            publisher.Flush();
        }
    }

    /// <summary>No more audio; done when the last finals of all the tracks are out.</summary>
    public Task CloseAsync() => Task.WhenAll(_publishers.Select(p => p.CloseAsync()));

    /// <inheritdoc cref="Publisher.Detach"/>
    public void Detach(bool saidGoodbye = false)
    {
        foreach (var publisher in _publishers)
        {
            publisher.Detach(saidGoodbye);
        }
    }

    /// <summary>Tracks of one recording begin at one instant, though one is written after the other.</summary>
    private async ValueTask StartTogetherAsync()
    {
        var start = _publishers.Select(p => p.StartedAt).FirstOrDefault(at => at is not null) ?? _time.GetUtcNow();
        foreach (var publisher in _publishers.Where(p => p.StartedAt is null))
        {
            await publisher.AlignAsync(start);
        }
    }
}
