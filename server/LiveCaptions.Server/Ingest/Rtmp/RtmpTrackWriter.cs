using LiveCaptions.Server.Sessions;
using LiveCaptions.Speech;

namespace LiveCaptions.Server.Ingest.Rtmp;

/// <summary>Appends one connection's samples to its track, each where the connection's timeline has it. One caller at a time.</summary>
internal sealed class RtmpTrackWriter(Publisher publisher)
{
    private static readonly short[] Silence = new short[AudioFormat.SampleRate];

    /// <summary>Samples since the connection's first one.</summary>
    public long Position { get; private set; }

    public ValueTask AppendAsync(ReadOnlyMemory<short> samples)
    {
        Position += samples.Length;
        return publisher.AppendAsync(samples);
    }

    /// <summary>Puts silence up to a position, where there is less.</summary>
    /// <param name="lost">There was something, which we lost.</param>
    public async ValueTask ReachAsync(long position, bool lost = false)
    {
        if (lost && position > Position)
        {
            publisher.CountLost(position - Position);
        }

        while (position > Position)
        {
            await AppendAsync(Silence.AsMemory(0, (int)Math.Min(position - Position, Silence.Length)));
        }
    }
}
