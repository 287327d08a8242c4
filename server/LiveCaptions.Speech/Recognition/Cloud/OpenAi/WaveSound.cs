using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace LiveCaptions.Speech.Recognition.Cloud.OpenAi;

/// <summary>Sound as a WAV file of 16 bits, which every such server reads.</summary>
internal static class WaveSound
{
    private const int Head = 44;

    public static byte[] Of(ReadOnlySpan<float> audio)
    {
        var size = audio.Length * sizeof(short);
        var file = new byte[Head + size];
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), Head - 8 + size);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(24), AudioFormat.SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(28), AudioFormat.SampleRate * sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(32), sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(34), 16);
        "data"u8.CopyTo(file.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(40), size);
        CloudAudio.ToPcm(audio, MemoryMarshal.Cast<byte, short>(file.AsSpan(Head)));
        return file;
    }
}
