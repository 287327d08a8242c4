namespace LiveCaptions.Media.Rtmp;

/// <summary>
/// The body of an audio message or FLV audio tag: as of old (FLV 10.1 annex E.4.2), or enhanced (E-RTMP v2, ExAudioTagHeader). Of several tracks
/// the one with id 0, which players take who know of one only.
/// </summary>
/// <param name="Data">What the decoder gets. Of <see cref="FlvAudioCodec.Plain"/> the whole body: its first byte says the format.</param>
public readonly record struct FlvAudioTag(FlvAudioCodec Codec, FlvAudioContent Content, ReadOnlyMemory<byte> Data)
{
    /// <returns>False when the body ends amid its header, has a length in it that it does not have, or none but other tracks.</returns>
    public static bool TryParse(ReadOnlyMemory<byte> body, out FlvAudioTag tag)
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
                return ExAudioTagParser.TryParse(body[1..], (ExAudioPacketType)(first & 0x0F), out tag);
            case Aac when body.Length < 2:
                return false;
            case Aac:
                var content = body.Span[1] switch { 0 => FlvAudioContent.Configuration, 1 => FlvAudioContent.Frames, _ => FlvAudioContent.Other };
                tag = new FlvAudioTag(FlvAudioCodec.Aac, content, body[2..]);
                return true;
            default:
                tag = new FlvAudioTag(FlvAudioCodec.Plain, body.Length > 1 ? FlvAudioContent.Frames : FlvAudioContent.Other, body);
                return true;
        }
    }
}
