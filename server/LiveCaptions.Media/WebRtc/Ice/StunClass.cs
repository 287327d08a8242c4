namespace LiveCaptions.Media.WebRtc.Ice;

/// <summary>What a STUN message is: the two class bits of its type (RFC 8489 §5).</summary>
public enum StunClass
{
    Request = 0,
    Indication = 1,
    SuccessResponse = 2,
    ErrorResponse = 3,
}
