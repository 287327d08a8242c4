using System.Buffers.Binary;

namespace LiveCaptions.Media.Rtmp;

/// <summary>Reads E-RTMP's ExAudioTagHeader behind its first byte: extensions, tracks, the FourCC.</summary>
internal static class ExAudioTagParser
{
    private const int FourCcSize = 4;
    private const int ManyTracksManyCodecs = 2;

    public static bool TryParse(ReadOnlyMemory<byte> rest, ExAudioPacketType type, byte track, out FlvAudioTag tag)
    {
        tag = default;
        while (type == ExAudioPacketType.ModEx)
        {
            if (!TrySkipExtension(ref rest, out type))
            {
                return false;
            }
        }

        if (type == ExAudioPacketType.Multitrack)
        {
            return TryParseTracks(rest, track, out tag);
        }

        if (rest.Length < FourCcSize)
        {
            return false;
        }

        tag = ToTag(rest.Span[..FourCcSize], type, rest[FourCcSize..]);
        return true;
    }

    // One byte of length, or two behind 255; then the data, and a byte with the extension's type and that of the packet.
    private static bool TrySkipExtension(ref ReadOnlyMemory<byte> rest, out ExAudioPacketType type)
    {
        type = default;
        var span = rest.Span;
        if (span.IsEmpty)
        {
            return false;
        }

        var (size, length) = (1, span[0] + 1);
        if (length == 256)
        {
            if (span.Length < 3)
            {
                return false;
            }

            (size, length) = (3, BinaryPrimitives.ReadUInt16BigEndian(span[1..]) + 1);
        }

        if (span.Length < size + length + 1)
        {
            return false;
        }

        type = (ExAudioPacketType)(span[size + length] & 0x0F);
        rest = rest[(size + length + 1)..];
        return true;
    }

    private static bool TryParseTracks(ReadOnlyMemory<byte> rest, byte track, out FlvAudioTag tag)
    {
        tag = default;
        if (rest.IsEmpty)
        {
            return false;
        }

        var (kind, type) = (rest.Span[0] >> 4, (ExAudioPacketType)(rest.Span[0] & 0x0F));
        rest = rest[1..];
        ReadOnlyMemory<byte> codec = default;
        if (kind != ManyTracksManyCodecs && !TryTake(ref rest, FourCcSize, out codec))
        {
            return false;
        }

        var found = 0;
        while (!rest.IsEmpty)
        {
            if ((kind == ManyTracksManyCodecs && !TryTake(ref rest, FourCcSize, out codec))
                || !TryTakeTrack(ref rest, kind, out var id, out var data))
            {
                return false;
            }

            if (found == 0 || (id == track && tag.Track != track))
            {
                tag = ToTag(codec.Span, type, data) with { Track = id };
            }

            found++;
        }

        tag = tag with { HasOtherTracks = found > 1 };
        return found > 0;
    }

    // The track's id, its length where others follow, and its data.
    private static bool TryTakeTrack(ref ReadOnlyMemory<byte> rest, int kind, out byte id, out ReadOnlyMemory<byte> data)
    {
        id = 0;
        data = default;
        if (!TryTake(ref rest, 1, out var idByte))
        {
            return false;
        }

        id = idByte.Span[0];
        if (kind == 0)
        {
            (data, rest) = (rest, default);
            return true;
        }

        return TryTake(ref rest, 3, out var size)
            && TryTake(ref rest, (size.Span[0] << 16) | (size.Span[1] << 8) | size.Span[2], out data);
    }

    private static bool TryTake(ref ReadOnlyMemory<byte> rest, int count, out ReadOnlyMemory<byte> taken)
    {
        taken = default;
        if (rest.Length < count)
        {
            return false;
        }

        (taken, rest) = (rest[..count], rest[count..]);
        return true;
    }

    private static FlvAudioTag ToTag(ReadOnlySpan<byte> fourCc, ExAudioPacketType type, ReadOnlyMemory<byte> data) => new(
        CodecOf(fourCc),
        type switch
        {
            ExAudioPacketType.SequenceStart => FlvAudioContent.Configuration,
            ExAudioPacketType.CodedFrames when !data.IsEmpty => FlvAudioContent.Frames,
            _ => FlvAudioContent.Other,
        },
        data);

    private static FlvAudioCodec CodecOf(ReadOnlySpan<byte> fourCc) => BinaryPrimitives.ReadUInt32BigEndian(fourCc) switch
    {
        0x4F707573 => FlvAudioCodec.Opus, // Opus
        0x664C6143 => FlvAudioCodec.Flac, // fLaC
        0x6D703461 => FlvAudioCodec.Aac, // mp4a
        0x61632D33 => FlvAudioCodec.Ac3, // ac-3
        0x65632D33 => FlvAudioCodec.Eac3, // ec-3
        0x2E6D7033 => FlvAudioCodec.Mp3, // .mp3
        _ => FlvAudioCodec.Unknown,
    };
}
