namespace LiveCaptions.Media.WebRtc.Ice;

/// <summary>Why a STUN request is refused (RFC 8489 §14.8, RFC 8445 §7.3.1.1).</summary>
public enum StunErrorCode
{
    BadRequest = 400,
    Unauthenticated = 401,
    UnknownAttribute = 420,
    RoleConflict = 487,
}
