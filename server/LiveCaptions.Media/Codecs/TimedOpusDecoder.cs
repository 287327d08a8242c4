using System.Buffers;
using LiveCaptions.Media.Audio;

namespace LiveCaptions.Media.Codecs;

/// <summary>
/// Opus packets that have times to int16 samples, 16 kHz mono, with nothing between: what times leave out is told, to be filled
/// with silence; a packet for a time that is over is dropped. Times are whole milliseconds, and encoders are not exact: a tenth
/// of a second is none. Not thread-safe.
/// </summary>
public sealed class TimedOpusDecoder : IDisposable
{
    private const int SampleRate = OpusDecoder.OutputSampleRate;
    private const int PreSkipRate = 48_000;
    private const int Tolerance = SampleRate / 10;

    /// <summary>What a packet has that cannot be read: 20 ms nearly always.</summary>
    private const int FrameSamples = SampleRate / 50;

    private readonly OpusDecoder _decoder = new();
    private readonly short[] _samples = new short[OpusDecoder.MaxSamples];
    private long _dropped;
    private int _skip;

    /// <param name="position">Sample that the first packet can be at.</param>
    public TimedOpusDecoder(long position = 0) => Position = position;

    /// <summary>Sample behind the last one.</summary>
    public long Position { get; private set; }

    /// <summary>What happened to the sound so far; the same again and again.</summary>
    public IEnumerable<AudioNotice?> Notices =>
    [
        _decoder.Notice,
        _dropped == 0
            ? null
            : new AudioNotice("opusDropped", "Opus packets were broken, or came again for a time that was over: they are missing.")
            {
                LostSamples = _dropped
            },
    ];

    /// <summary>Another recording begins with the next packet.</summary>
    /// <param name="preSkip">Samples, 48,000 a second, at its beginning that are no sound.</param>
    public void Begin(int preSkip)
    {
        _decoder.Reset();
        _skip = (int)((long)preSkip * SampleRate / PreSkipRate);
    }

    /// <returns>Samples of silence that belong before the packet of that time.</returns>
    public long GapBefore(long milliseconds) => At(milliseconds) - Position is > Tolerance and var gap ? gap : 0;

    /// <summary>So much silence was put.</summary>
    public void Advance(long samples) => Position += samples;

    /// <param name="milliseconds">When the packet begins.</param>
    public void Decode(long milliseconds, ReadOnlySpan<byte> packet, IBufferWriter<short> output)
    {
        var count = _decoder.Decode(packet, _samples);
        if (count == 0)
        {
            count = FrameSamples;
            _dropped += count;
            _decoder.Conceal(_samples.AsSpan(0, count));
        }

        if (At(milliseconds) < Position - Tolerance)
        {
            _dropped += count;
            return;
        }

        var skipped = Math.Min(_skip, count);
        _skip -= skipped;
        output.Write(_samples.AsSpan(skipped, count - skipped));
        Position += count - skipped;
    }

    public void Dispose() => _decoder.Dispose();

    private static long At(long milliseconds) => milliseconds * SampleRate / 1000;
}
