using System.Buffers;
using System.Runtime.InteropServices;
using LiveCaptions.Media.Audio;

namespace LiveCaptions.Media.Codecs;

/// <summary>
/// One track's raw PCM to int16 samples, 16 kHz mono: channels are averaged (where they cancel each other, the louder is taken)
/// or one of them is taken, float beyond ±1 is clipped, what is no number is silence, other rates are resampled. How the audio is cut into
/// calls changes nothing. Not thread-safe.
/// </summary>
public sealed class PcmDecoder
{
    public const int OutputSampleRate = 16_000;

    private const int FramesPerBlock = 128;

    private readonly PcmFormat _format;
    private readonly int? _channel;
    private readonly ChannelMixer? _mixer;
    private readonly Resampler? _resampler;
    private readonly ArrayBufferWriter<float> _resampled = new();

    /// <param name="channel">The one channel to take, from 0; null mixes all.</param>
    /// <exception cref="PcmFormatException">Not 1 to 8 channels, or not 8,000 to 192,000 Hz.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such channel.</exception>
    public PcmDecoder(PcmEncoding encoding, int channels, int sampleRate, int? channel = null)
    {
        _format = new PcmFormat(encoding, channels, sampleRate);
        ArgumentOutOfRangeException.ThrowIfNegative(channel ?? 0, nameof(channel));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(channel ?? 0, channels, nameof(channel));
        _channel = channel;
        _mixer = channels > 1 && channel is null ? new ChannelMixer(channels, sampleRate) : null;
        _resampler = sampleRate == OutputSampleRate ? null : new Resampler(sampleRate, OutputSampleRate);
    }

    /// <summary>Samples so far, of all channels, that were no numbers.</summary>
    public long NotNumbers { get; private set; }

    /// <summary>What happened to the sound so far; the same again and again.</summary>
    public IEnumerable<AudioNotice> Notices
    {
        get
        {
            if (_mixer?.Notice is { } phase)
            {
                yield return phase;
            }

            if (Codecs.NotNumbers.Of(NotNumbers, _format.Channels) is { } notNumbers)
            {
                yield return notNumbers;
            }
        }
    }

    /// <summary>Decodes whole frames; the samples that they complete go to <paramref name="output"/>.</summary>
    /// <exception cref="PcmFormatException">A partial frame: nothing of <paramref name="bytes"/> was taken.</exception>
    public void Decode(ReadOnlySpan<byte> bytes, IBufferWriter<short> output)
    {
        var frames = PcmSamples.CountFrames(bytes, _format);
        if (_format is { Encoding: PcmEncoding.S16Le, Channels: 1 } && _resampler is null)
        {
            output.Write(MemoryMarshal.Cast<byte, short>(bytes));
            return;
        }

        var mono = ArrayPool<float>.Shared.Rent(frames);
        try
        {
            ToMono(bytes, mono.AsSpan(0, frames));
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

    private void ToMono(ReadOnlySpan<byte> bytes, Span<float> mono)
    {
        if (_format.Channels == 1)
        {
            NotNumbers += PcmSamples.Read(bytes, _format.Encoding, mono);
            return;
        }

        Span<float> block = stackalloc float[FramesPerBlock * PcmFormat.MaxChannels];
        while (!mono.IsEmpty)
        {
            var count = Math.Min(FramesPerBlock, mono.Length);
            var samples = block[..(count * _format.Channels)];
            NotNumbers += PcmSamples.Read(bytes[..(count * _format.BytesPerFrame)], _format.Encoding, samples);
            ToMono(samples, mono[..count]);
            bytes = bytes[(count * _format.BytesPerFrame)..];
            mono = mono[count..];
        }
    }

    private void ToMono(ReadOnlySpan<float> samples, Span<float> mono)
    {
        if (_mixer is not null)
        {
            _mixer.Mix(samples, mono);
            return;
        }

        for (var i = 0; i < mono.Length; i++)
        {
            mono[i] = samples[(i * _format.Channels) + _channel!.Value];
        }
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
