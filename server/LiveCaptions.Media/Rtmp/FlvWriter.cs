using System.Buffers;
using System.Buffers.Binary;

namespace LiveCaptions.Media.Rtmp;

/// <summary>Writes an FLV file of audio alone (FLV 10.1 annex E), for a decoder that is fed through a pipe.</summary>
public static class FlvWriter
{
    private const int TagHeaderSize = 11;

    // "FLV", version 1, audio only, the header's length, and the length of no tag before the first.
    private static ReadOnlySpan<byte> Header => [(byte)'F', (byte)'L', (byte)'V', 1, 4, 0, 0, 0, 9, 0, 0, 0, 0];

    public static void WriteHeader(IBufferWriter<byte> output) => output.Write(Header);

    /// <summary>Writes an audio tag.</summary>
    /// <param name="timestamp">Milliseconds.</param>
    /// <param name="prefix">The first bytes of its body.</param>
    /// <param name="data">The rest of its body.</param>
    public static void WriteAudio(IBufferWriter<byte> output, uint timestamp, ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> data)
    {
        var body = prefix.Length + data.Length;
        var header = output.GetSpan(TagHeaderSize)[..TagHeaderSize];
        BinaryPrimitives.WriteUInt32BigEndian(header, ((uint)RtmpMessageType.Audio << 24) | (uint)body);
        BinaryPrimitives.WriteUInt32BigEndian(header[4..], (timestamp << 8) | (timestamp >> 24));
        header[8..].Clear();
        output.Advance(TagHeaderSize);
        output.Write(prefix);
        output.Write(data);
        BinaryPrimitives.WriteInt32BigEndian(output.GetSpan(sizeof(int)), TagHeaderSize + body);
        output.Advance(sizeof(int));
    }
}
