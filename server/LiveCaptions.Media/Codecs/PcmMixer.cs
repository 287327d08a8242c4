using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace LiveCaptions.Media.Codecs;

/// <summary>Raw interleaved bytes to mono float samples: the mean of the channels or one of them, clipped to [-1, 1].</summary>
internal static class PcmMixer
{
    private const int FramesPerBlock = 128;

    /// <param name="bytes">Whole frames.</param>
    /// <param name="mono">At least as many samples as <paramref name="bytes"/> has frames.</param>
    /// <param name="channel">The one to take; null is the mean.</param>
    /// <returns>How many samples, of all channels, were no numbers: they are silence.</returns>
    /// <exception cref="PcmFormatException">A partial frame; nothing was taken.</exception>
    public static int ToMono(ReadOnlySpan<byte> bytes, PcmFormat format, Span<float> mono, int? channel = null)
    {
        var frames = FrameCount(bytes.Length, format);
        var sampleSize = format.Encoding.BytesPerSample();
        if (format.Channels == 1)
        {
            return ReadSamples(bytes, format.Encoding, mono[..frames]);
        }

        var notNumbers = 0;

        Span<float> block = stackalloc float[FramesPerBlock * PcmFormat.MaxChannels];
        for (var done = 0; done < frames; done += FramesPerBlock)
        {
            var count = Math.Min(FramesPerBlock, frames - done);
            var samples = block[..(count * format.Channels)];
            notNumbers += ReadSamples(bytes.Slice(done * format.BytesPerFrame, samples.Length * sampleSize), format.Encoding, samples);
            if (channel is { } one)
            {
                Pick(samples[one..], format.Channels, mono.Slice(done, count));
            }
            else
            {
                Average(samples, format.Channels, mono.Slice(done, count));
            }
        }

        return notNumbers;
    }

    public static int FrameCount(int bytes, PcmFormat format)
    {
        var (frames, rest) = Math.DivRem(bytes, format.BytesPerFrame);
        return rest == 0
            ? frames
            : throw new PcmFormatException(PcmFormatException.PartialFrame, $"{bytes} bytes are not whole frames of {format.BytesPerFrame} bytes.");
    }

    private static void Average(ReadOnlySpan<float> samples, int channels, Span<float> mono)
    {
        var weight = 1f / channels;
        for (var i = 0; i < mono.Length; i++)
        {
            mono[i] = TensorPrimitives.Sum(samples.Slice(i * channels, channels)) * weight;
        }
    }

    private static void Pick(ReadOnlySpan<float> samples, int channels, Span<float> mono)
    {
        for (var i = 0; i < mono.Length; i++)
        {
            mono[i] = samples[i * channels];
        }
    }

    /// <returns>How many were no numbers.</returns>
    private static int ReadSamples(ReadOnlySpan<byte> bytes, PcmEncoding encoding, Span<float> samples)
    {
        switch (encoding)
        {
            case PcmEncoding.S16Le:
                SampleConversion.ToFloat(MemoryMarshal.Cast<byte, short>(bytes), samples);
                return 0;
            case PcmEncoding.S24Le:
                Read24(bytes, samples);
                return 0;
            default:
                return ReadFloat(bytes, samples);
        }
    }

    private static void Read24(ReadOnlySpan<byte> bytes, Span<float> samples)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            var top = (bytes[(i * 3) + 2] << 24) | (BinaryPrimitives.ReadUInt16LittleEndian(bytes[(i * 3)..]) << 8);
            samples[i] = top * (1f / 2147483648f);
        }
    }

    private static int ReadFloat(ReadOnlySpan<byte> bytes, Span<float> samples)
    {
        bytes.CopyTo(MemoryMarshal.AsBytes(samples));
        var notNumbers = samples.IsEmpty || TensorPrimitives.IsFiniteAll<float>(samples) ? 0 : Silence(samples);
        TensorPrimitives.Clamp(samples, -1f, 1f, samples);
        return notNumbers;
    }

    private static int Silence(Span<float> samples)
    {
        var notNumbers = 0;
        foreach (ref var sample in samples)
        {
            if (!float.IsFinite(sample))
            {
                (sample, notNumbers) = (0, notNumbers + 1);
            }
        }

        return notNumbers;
    }
}
