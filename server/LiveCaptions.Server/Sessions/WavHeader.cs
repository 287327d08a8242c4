using System.Buffers.Binary;

namespace LiveCaptions.Server.Sessions;

/// <summary>The 44 bytes before the samples of a recording: RIFF/WAVE, PCM, 16 bit, mono, 16 kHz.</summary>
internal static class WavHeader
{
    public const int Length = 44;

    /// <param name="dataBytes">Bytes of samples; null while they still grow, which players read as "until the file's end".</param>
    public static byte[] Create(long? dataBytes)
    {
        var header = new byte[Length];
        var span = header.AsSpan();
        var size = dataBytes is { } known and <= uint.MaxValue - Length ? (uint)known : uint.MaxValue - Length;
        "RIFF"u8.CopyTo(span);
        BinaryPrimitives.WriteUInt32LittleEndian(span[4..], size + Length - 8);
        "WAVEfmt "u8.CopyTo(span[8..]);
        BinaryPrimitives.WriteUInt32LittleEndian(span[16..], 16);
        BinaryPrimitives.WriteUInt16LittleEndian(span[20..], 1);
        BinaryPrimitives.WriteUInt16LittleEndian(span[22..], 1);
        BinaryPrimitives.WriteUInt32LittleEndian(span[24..], Speech.AudioFormat.SampleRate);
        BinaryPrimitives.WriteUInt32LittleEndian(span[28..], Speech.AudioFormat.SampleRate * sizeof(short));
        BinaryPrimitives.WriteUInt16LittleEndian(span[32..], sizeof(short));
        BinaryPrimitives.WriteUInt16LittleEndian(span[34..], 16);
        "data"u8.CopyTo(span[36..]);
        BinaryPrimitives.WriteUInt32LittleEndian(span[40..], size);
        return header;
    }
}
