using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace LiveCaptions.Media.Codecs;

/// <summary>Raw interleaved bytes to float samples, clipped to [-1, 1].</summary>
internal static class PcmSamples
{
    /// <returns>How many frames the bytes are.</returns>
    /// <exception cref="PcmFormatException">A partial frame, or a float sample that is no number.</exception>
    public static int Check(ReadOnlySpan<byte> bytes, PcmFormat format)
    {
        var (frames, rest) = Math.DivRem(bytes.Length, format.BytesPerFrame);
        if (rest != 0)
        {
            throw new PcmFormatException(PcmFormatException.PartialFrame, $"{bytes.Length} bytes are not whole frames of {format.BytesPerFrame} bytes.");
        }

        if (format.Encoding == PcmEncoding.F32Le && !bytes.IsEmpty && !TensorPrimitives.IsFiniteAll<float>(MemoryMarshal.Cast<byte, float>(bytes)))
        {
            throw new PcmFormatException(PcmFormatException.NotFinite, "A float sample is NaN or infinite.");
        }

        return frames;
    }

    /// <param name="bytes">As checked: what is no number stays none.</param>
    /// <param name="samples">As many as the bytes have.</param>
    public static void Read(ReadOnlySpan<byte> bytes, PcmEncoding encoding, Span<float> samples)
    {
        switch (encoding)
        {
            case PcmEncoding.S16Le:
                SampleConversion.ToFloat(MemoryMarshal.Cast<byte, short>(bytes), samples);
                break;
            case PcmEncoding.S24Le:
                Read24(bytes, samples);
                break;
            default:
                bytes.CopyTo(MemoryMarshal.AsBytes(samples));
                TensorPrimitives.Clamp(samples, -1f, 1f, samples);
                break;
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
}
