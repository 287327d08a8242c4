namespace LiveCaptions.Media.WebRtc.Ice;

/// <summary>What an ICE connectivity check says (RFC 8445 §7.1).</summary>
public readonly ref struct StunBindingRequest
{
    /// <summary>12 bytes, unguessable.</summary>
    public required ReadOnlySpan<byte> TransactionId { get; init; }

    /// <summary>The receiver's ufrag, a colon and the sender's ufrag.</summary>
    public required ReadOnlySpan<byte> Username { get; init; }

    public required uint Priority { get; init; }

    public required ulong TieBreaker { get; init; }

    /// <summary>The sender's role: by default it controls, as who talks to an ICE-lite server does.</summary>
    public bool IsControlled { get; init; }

    public bool UseCandidate { get; init; }
}
