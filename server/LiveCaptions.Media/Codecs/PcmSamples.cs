using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using LiveCaptions.Media.Audio;
using NAudio.Codecs;

namespace LiveCaptions.Media.Codecs;

/// <summary>Raw interleaved bytes to float samples, clipped to [-1, 1].</summary>
internal static class PcmSamples
{
    // It is -1 in NAudio's table: many lines are silent in it.
    private const byte MuLawNegativeZero = 0x7F;

    private static readonly float[] ALaw = Table(ALawDecoder.ALawToLinearSample);
    private static readonly float[] MuLaw = Table(code => code == MuLawNegativeZero ? (short)0 : MuLawDecoder.MuLawToLinearSample(code));

    /// <returns>How many frames the bytes are.</returns>
    /// <exception cref="PcmFormatException">A partial frame.</exception>
    public static int CountFrames(ReadOnlySpan<byte> bytes, PcmFormat format)
    {
        var (frames, rest) = Math.DivRem(bytes.Length, format.BytesPerFrame);
        return rest == 0
            ? frames
            : throw new PcmFormatException(
                PcmFormatException.PartialFrame, $"{bytes.Length} bytes are not whole frames of {format.BytesPerFrame} bytes.");
    }

    /// <param name="samples">As many as the bytes have.</param>
    /// <returns>How many were no numbers: they are silence.</returns>
    public static int Read(ReadOnlySpan<byte> bytes, PcmEncoding encoding, Span<float> samples)
    {
        switch (encoding)
        {
            case PcmEncoding.S16Le:
                SampleConversion.ToFloat(MemoryMarshal.Cast<byte, short>(bytes), samples);
                return 0;
            case PcmEncoding.S24Le:
                Read24(bytes, samples);
                return 0;
            case PcmEncoding.ALaw:
                Expand(bytes, ALaw, samples);
                return 0;
            case PcmEncoding.MuLaw:
                Expand(bytes, MuLaw, samples);
                return 0;
            default:
                return ReadFloat(bytes, samples);
        }
    }

    private static float[] Table(Func<byte, short> expand)
    {
        var table = new float[256];
        SampleConversion.ToFloat([.. Enumerable.Range(0, table.Length).Select(code => expand((byte)code))], table);
        return table;
    }

    private static void Expand(ReadOnlySpan<byte> bytes, float[] table, Span<float> samples)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            samples[i] = table[bytes[i]];
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

    private static void Read24(ReadOnlySpan<byte> bytes, Span<float> samples)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            var top = (bytes[(i * 3) + 2] << 24) | (BinaryPrimitives.ReadUInt16LittleEndian(bytes[(i * 3)..]) << 8);
            samples[i] = top * (1f / 2147483648f);
        }
    }
}
