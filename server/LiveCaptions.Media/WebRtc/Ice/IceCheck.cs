namespace LiveCaptions.Media.WebRtc.Ice;

/// <summary>What a connectivity check was.</summary>
public enum IceCheck
{
    /// <summary>Not by who knows our password: to be forgotten.</summary>
    NotAuthentic,

    /// <summary>Authentic, but not as the protocol wants it; the answer says so.</summary>
    Refused,

    /// <summary>The other side can be reached where it came from.</summary>
    Valid,

    /// <summary>And wants to be, from now on.</summary>
    Nominated,
}
