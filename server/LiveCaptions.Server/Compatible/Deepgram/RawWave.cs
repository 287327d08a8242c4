using System.Buffers.Binary;
using LiveCaptions.Media.Codecs;

namespace LiveCaptions.Server.Compatible.Deepgram;

/// <summary>What has to stand before raw sound so that it is a WAV file of unknown length.</summary>
internal static class RawWave
{
    /// <param name="encoding"><c>linear16</c>, <c>linear32</c>, <c>mulaw</c> or <c>alaw</c>.</param>
    public static byte[] HeadOf(string encoding, PcmFormat format)
    {
        var (tag, bits) = encoding switch
        {
            "linear32" => (3, 32),
            "alaw" => (6, 8),
            "mulaw" => (7, 8),
            _ => (1, 16),
        };
        var head = new byte[WavHeader.Size];
        var frame = format.Channels * bits / 8;
        WavHeader.Write(head, format.Channels, format.SampleRate, dataBytes: null);
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(20), (ushort)tag);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(28), (uint)(format.SampleRate * frame));
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(32), (ushort)frame);
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(34), (ushort)bits);
        return head;
    }
}
