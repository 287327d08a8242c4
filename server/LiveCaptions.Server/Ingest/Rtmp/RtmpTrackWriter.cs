using LiveCaptions.Media.Audio;
using LiveCaptions.Server.Sessions.Tracks;

namespace LiveCaptions.Server.Ingest.Rtmp;

/// <summary>Appends one connection's samples to its track, each where the connection's timeline has it. One caller at a time.</summary>
internal sealed class RtmpTrackWriter(Publisher publisher)
{
    /// <summary>Samples since the connection's first one.</summary>
    public long Position { get; private set; }

    /// <inheritdoc cref="Publisher.Notify"/>
    public void Notify(AudioNotice? notice) => publisher.Notify(notice);

    public ValueTask AppendAsync(ReadOnlyMemory<short> samples)
    {
        Position += samples.Length;
        return publisher.AppendAsync(samples);
    }

    /// <summary>Puts silence up to a position, where there is less.</summary>
    /// <param name="lost">There was something, which we lost.</param>
    public async ValueTask ReachAsync(long position, bool lost = false)
    {
        var missing = position - Position;
        if (missing <= 0)
        {
            return;
        }

        if (lost)
        {
            publisher.CountLost(missing);
        }

        Position = position;
        await publisher.AppendSilenceAsync(missing);
    }
}
