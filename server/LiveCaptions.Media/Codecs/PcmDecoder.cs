using System.Buffers;
using System.Runtime.InteropServices;

namespace LiveCaptions.Media.Codecs;

/// <summary>
/// One track's raw PCM to int16 samples, 16 kHz mono: channels are averaged or one of them is taken, float beyond ±1 is clipped, other rates are
/// resampled; what is no number is silence. How the audio is cut into calls changes nothing. Not thread-safe.
/// </summary>
public sealed class PcmDecoder
{
    public const int OutputSampleRate = 16_000;

    private readonly PcmFormat _format;
    private readonly int? _channel;
    private readonly Resampler? _resampler;
    private readonly ArrayBufferWriter<float> _resampled = new();

    /// <param name="channel">The one channel to take, from 0; null averages all.</param>
    /// <exception cref="PcmFormatException">Not 1 to 8 channels, or not 8,000 to 192,000 Hz.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such channel.</exception>
    public PcmDecoder(PcmEncoding encoding, int channels, int sampleRate, int? channel = null)
    {
        _format = new PcmFormat(encoding, channels, sampleRate);
        ArgumentOutOfRangeException.ThrowIfNegative(channel ?? 0, nameof(channel));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(channel ?? 0, channels, nameof(channel));
        _channel = channel;
        _resampler = sampleRate == OutputSampleRate ? null : new Resampler(sampleRate, OutputSampleRate);
    }

    /// <summary>Samples so far, of all channels, that were no numbers.</summary>
    public long NotNumbers { get; private set; }

    /// <summary>Decodes whole frames; the samples that they complete go to <paramref name="output"/>.</summary>
    /// <exception cref="PcmFormatException">A partial frame: nothing of <paramref name="bytes"/> was taken.</exception>
    public void Decode(ReadOnlySpan<byte> bytes, IBufferWriter<short> output)
    {
        var frames = PcmMixer.FrameCount(bytes.Length, _format);
        if (_format is { Encoding: PcmEncoding.S16Le, Channels: 1 } && _resampler is null)
        {
            output.Write(MemoryMarshal.Cast<byte, short>(bytes));
            return;
        }

        var mono = ArrayPool<float>.Shared.Rent(frames);
        try
        {
            NotNumbers += PcmMixer.ToMono(bytes, _format, mono, _channel);
            Emit(mono.AsSpan(0, frames), output);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(mono);
        }
    }

    /// <summary>The track ends here: writes what the resampler still holds (at most 2 ms).</summary>
    public void Flush(IBufferWriter<short> output)
    {
        if (_resampler is null)
        {
            return;
        }

        _resampler.Flush(_resampled);
        EmitResampled(output);
    }

    private void Emit(Span<float> mono, IBufferWriter<short> output)
    {
        if (_resampler is null)
        {
            WriteInt16(mono, output);
            return;
        }

        _resampler.Process(mono, _resampled);
        EmitResampled(output);
    }

    private void EmitResampled(IBufferWriter<short> output)
    {
        WriteInt16(MemoryMarshal.AsMemory(_resampled.WrittenMemory).Span, output);
        _resampled.ResetWrittenCount();
    }

    private static void WriteInt16(Span<float> samples, IBufferWriter<short> output)
    {
        if (samples.IsEmpty)
        {
            return;
        }

        SampleConversion.ToInt16(samples, output.GetSpan(samples.Length));
        output.Advance(samples.Length);
    }
}
