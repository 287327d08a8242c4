using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>16 kHz mono PCM as WAV.</summary>
public static class WavFile
{
    private const int HeaderLength = 44;

    /// <summary>Reads what <see cref="Write"/> and flite write: a plain header, then samples.</summary>
    public static short[] Read(string path) => MemoryMarshal.Cast<byte, short>(File.ReadAllBytes(path).AsSpan(HeaderLength)).ToArray();

    public static void Write(string path, ReadOnlySpan<short> samples)
    {
        var bytes = MemoryMarshal.AsBytes(samples);
        Span<byte> header = stackalloc byte[HeaderLength];
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], HeaderLength - 8 + bytes.Length);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(header[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(header[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], 16_000);
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], 32_000);
        BinaryPrimitives.WriteInt16LittleEndian(header[32..], 2);
        BinaryPrimitives.WriteInt16LittleEndian(header[34..], 16);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[40..], bytes.Length);
        using var file = File.Create(path);
        file.Write(header);
        file.Write(bytes);
    }
}
