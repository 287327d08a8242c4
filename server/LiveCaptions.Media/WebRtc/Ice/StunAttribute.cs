namespace LiveCaptions.Media.WebRtc.Ice;

/// <summary>
/// The STUN attributes that ICE needs (RFC 8489 §18.3, RFC 8445 §16.1). From 0x8000 on they may be ignored by who does not know them.
/// </summary>
public enum StunAttribute : ushort
{
    MappedAddress = 0x0001,
    Username = 0x0006,
    MessageIntegrity = 0x0008,
    ErrorCode = 0x0009,
    UnknownAttributes = 0x000A,
    XorMappedAddress = 0x0020,
    Priority = 0x0024,
    UseCandidate = 0x0025,
    Fingerprint = 0x8028,
    IceControlled = 0x8029,
    IceControlling = 0x802A,
}
