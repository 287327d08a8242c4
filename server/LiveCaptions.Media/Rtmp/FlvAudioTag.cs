namespace LiveCaptions.Media.Rtmp;

/// <summary>
/// The body of an audio message or FLV audio tag: as of old (FLV 10.1 annex E.4.2), or enhanced (E-RTMP v2, ExAudioTagHeader). Of several
/// tracks the one that is wanted; players who know of one only take that with id 0, which is also what has no id.
/// </summary>
/// <param name="Data">What the decoder gets. Of <see cref="FlvAudioCodec.Plain"/> the whole body: its first byte says the format.</param>
public readonly record struct FlvAudioTag(FlvAudioCodec Codec, FlvAudioContent Content, ReadOnlyMemory<byte> Data)
{
    /// <summary>The id of the track; 0 where there is none.</summary>
    public byte Track { get; init; }

    /// <summary>The body has other tracks, too.</summary>
    public bool HasOtherTracks { get; init; }

    /// <inheritdoc cref="TryParse(ReadOnlyMemory{byte}, byte, out FlvAudioTag)"/>
    public static bool TryParse(ReadOnlyMemory<byte> body, out FlvAudioTag tag) => TryParse(body, track: 0, out tag);

    /// <param name="track">The one that is wanted; where the body does not have it, the tag is that of the first one it has.</param>
    /// <returns>False when the body ends amid its header, or has a length in it that it does not have.</returns>
    public static bool TryParse(ReadOnlyMemory<byte> body, byte track, out FlvAudioTag tag)
    {
        tag = default;
        if (body.IsEmpty)
        {
            return false;
        }

        const int Aac = 10, Enhanced = 9;
        var first = body.Span[0];
        switch (first >> 4)
        {
            case Enhanced:
                return ExAudioTagParser.TryParse(body[1..], (ExAudioPacketType)(first & 0x0F), track, out tag);
            case Aac when body.Length < 2:
                return false;
            case Aac:
                var content =
                    body.Span[1] switch { 0 => FlvAudioContent.Configuration, 1 => FlvAudioContent.Frames, _ => FlvAudioContent.Other };
                tag = new FlvAudioTag(FlvAudioCodec.Aac, content, body[2..]);
                return true;
            default:
                tag = new FlvAudioTag(FlvAudioCodec.Plain, body.Length > 1 ? FlvAudioContent.Frames : FlvAudioContent.Other, body);
                return true;
        }
    }
}
