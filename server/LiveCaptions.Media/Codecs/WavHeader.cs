using System.Buffers.Binary;

namespace LiveCaptions.Media.Codecs;

/// <summary>What stands before the samples of a WAV file.</summary>
/// <param name="Format">Layout of the samples.</param>
/// <param name="DataBytes">Bytes of samples, as the header says; null where it does not know (a file still being written):
/// to the end of the file.</param>
public sealed record WavHeader(PcmFormat Format, long? DataBytes)
{
    /// <summary>Bytes that <see cref="Write"/> writes; the samples follow.</summary>
    public const int Size = 44;

    /// <summary>Stands for a length nobody knows yet.</summary>
    public const uint UnknownLength = 0xFFFFFFFF;

    /// <summary>Writes the canonical header of 16-bit samples.</summary>
    /// <param name="destination">At least <see cref="Size"/> bytes.</param>
    /// <param name="dataBytes">Bytes of samples; null where nobody knows yet. What does not fit 32 bits is written as unknown.</param>
    public static void Write(Span<byte> destination, int channels, int sampleRate, long? dataBytes)
    {
        var known = dataBytes is { } length && length + Size - 8 < UnknownLength;
        var data = known ? (uint)dataBytes!.Value : UnknownLength;
        "RIFF"u8.CopyTo(destination);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[4..], known ? data + Size - 8 : UnknownLength);
        "WAVEfmt "u8.CopyTo(destination[8..]);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[16..], 16);
        BinaryPrimitives.WriteUInt16LittleEndian(destination[20..], 1);
        BinaryPrimitives.WriteUInt16LittleEndian(destination[22..], (ushort)channels);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[24..], (uint)sampleRate);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[28..], (uint)(sampleRate * channels * 2));
        BinaryPrimitives.WriteUInt16LittleEndian(destination[32..], (ushort)(channels * 2));
        BinaryPrimitives.WriteUInt16LittleEndian(destination[34..], 16);
        "data"u8.CopyTo(destination[36..]);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[40..], data);
    }
}
