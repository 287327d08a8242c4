namespace LiveCaptions.Media.Codecs.Recordings;

/// <summary>Ids of the elements that are read (RFC 9559 §5.1, RFC 8794 §11.2).</summary>
internal static class MatroskaId
{
    public const uint Header = 0x1A45DFA3;
    public const uint DocType = 0x4282;
    public const uint Segment = 0x18538067;
    public const uint Info = 0x1549A966;
    public const uint TimestampScale = 0x2AD7B1;
    public const uint Tracks = 0x1654AE6B;
    public const uint TrackEntry = 0xAE;
    public const uint TrackNumber = 0xD7;
    public const uint TrackType = 0x83;
    public const uint CodecId = 0x86;
    public const uint CodecDelay = 0x56AA;
    public const uint ContentEncodings = 0x6D80;
    public const uint Cluster = 0x1F43B675;
    public const uint Timestamp = 0xE7;
    public const uint SimpleBlock = 0xA3;
    public const uint BlockGroup = 0xA0;
    public const uint Block = 0xA1;
}
