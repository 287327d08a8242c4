namespace LiveCaptions.Media.WebRtc;

/// <summary>Why a connection is over.</summary>
public enum PeerEnd
{
    /// <summary>The other side said so.</summary>
    Closed,

    /// <summary>Nothing authentic came for a while.</summary>
    Vanished,

    /// <summary>The other side never got through: UDP is blocked on the way, or it never tried.</summary>
    NeverConnected,

    /// <summary>The other side is not who its session description said, or speaks something else.</summary>
    HandshakeFailed,
}
