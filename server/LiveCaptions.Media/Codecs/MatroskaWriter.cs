using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace LiveCaptions.Media.Codecs;

/// <summary>
/// Writes a live Matroska stream of one audio track (RFC 9559), for a decoder that is fed through a pipe: for codecs that FLV has no number
/// for. Each frame is a cluster of its own. All sizes take eight bytes.
/// </summary>
public static class MatroskaWriter
{
    public const string Flac = "A_FLAC";
    public const string Ac3 = "A_AC3";
    public const string Eac3 = "A_EAC3";

    private const int MaxIdSize = 4;
    private const int SizeSize = 8;
    private const ulong SizeMark = 1UL << 56;
    private const ulong UnknownSize = (1UL << 57) - 1;

    /// <param name="codec">One of the names above.</param>
    /// <param name="configuration">What the decoder has to know: of FLAC the stream's beginning, <c>fLaC</c> and
    /// STREAMINFO; of others nothing.</param>
    public static void WriteHeader(IBufferWriter<byte> output, string codec, ReadOnlySpan<byte> configuration)
    {
        var audio = new ArrayBufferWriter<byte>();
        Number(audio, 0x9F, 2); // Channels; decoders know better
        var entry = new ArrayBufferWriter<byte>();
        Number(entry, 0xD7, 1); // TrackNumber
        Number(entry, 0x73C5, 1); // TrackUID
        Number(entry, 0x83, 2); // TrackType: audio
        Element(entry, 0x86, Encoding.ASCII.GetBytes(codec)); // CodecID
        if (!configuration.IsEmpty)
        {
            Element(entry, 0x63A2, configuration); // CodecPrivate
        }

        Element(entry, 0xE1, audio.WrittenSpan); // Audio
        var tracks = new ArrayBufferWriter<byte>();
        Element(tracks, 0xAE, entry.WrittenSpan); // TrackEntry
        var info = new ArrayBufferWriter<byte>();
        Number(info, 0x2AD7B1, 1_000_000); // TimestampScale: milliseconds
        var ebml = new ArrayBufferWriter<byte>();
        Element(ebml, 0x4282, "matroska"u8); // DocType
        Number(ebml, 0x4287, 4); // DocTypeVersion
        Number(ebml, 0x4285, 2); // DocTypeReadVersion

        Element(output, 0x1A45DFA3, ebml.WrittenSpan);
        Start(output, 0x18538067, UnknownSize); // Segment
        Element(output, 0x1549A966, info.WrittenSpan);
        Element(output, 0x1654AE6B, tracks.WrittenSpan);
    }

    /// <param name="timestamp">Milliseconds.</param>
    public static void WriteFrame(IBufferWriter<byte> output, long timestamp, ReadOnlySpan<byte> frame)
    {
        const int BlockHeader = 4;
        var (time, block) = (1 + SizeSize + sizeof(ulong), BlockHeader + frame.Length);
        Start(output, 0x1F43B675, SizeMark + (uint)(time + 1 + SizeSize + block)); // Cluster
        Number(output, 0xE7, (ulong)timestamp); // Timestamp
        Start(output, 0xA3, SizeMark + (uint)block); // SimpleBlock: track 1, at the cluster's time, a key frame
        output.Write((ReadOnlySpan<byte>)[0x81, 0, 0, 0x80]);
        output.Write(frame);
    }

    private static void Element(IBufferWriter<byte> output, uint id, ReadOnlySpan<byte> data)
    {
        Start(output, id, SizeMark + (uint)data.Length);
        output.Write(data);
    }

    private static void Number(IBufferWriter<byte> output, uint id, ulong value)
    {
        Start(output, id, SizeMark + sizeof(ulong));
        BinaryPrimitives.WriteUInt64BigEndian(output.GetSpan(sizeof(ulong)), value);
        output.Advance(sizeof(ulong));
    }

    private static void Start(IBufferWriter<byte> output, uint id, ulong size)
    {
        var bytes = output.GetSpan(MaxIdSize + SizeSize);
        var length = id switch { > 0xFF_FFFF => 4, > 0xFFFF => 3, > 0xFF => 2, _ => 1 };
        for (var i = 0; i < length; i++)
        {
            bytes[i] = (byte)(id >> (8 * (length - 1 - i)));
        }

        BinaryPrimitives.WriteUInt64BigEndian(bytes[length..], size);
        output.Advance(length + SizeSize);
    }
}
