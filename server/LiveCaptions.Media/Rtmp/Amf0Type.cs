namespace LiveCaptions.Media.Rtmp;

/// <summary>What the first byte of a value says (AMF 0 §2.1).</summary>
public enum Amf0Type : byte
{
    Number = 0,
    Boolean = 1,
    String = 2,
    Object = 3,
    MovieClip = 4,
    Null = 5,
    Undefined = 6,
    Reference = 7,
    EcmaArray = 8,
    ObjectEnd = 9,
    StrictArray = 10,
    Date = 11,
    LongString = 12,
    Unsupported = 13,
    RecordSet = 14,
    Xml = 15,
    TypedObject = 16,
    AvmPlus = 17,
}
