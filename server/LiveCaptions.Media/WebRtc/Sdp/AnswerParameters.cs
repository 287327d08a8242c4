using System.Net;

namespace LiveCaptions.Media.WebRtc.Sdp;

/// <summary>What the server puts into an answer of its own; all of it is trusted.</summary>
public sealed record AnswerParameters
{
    /// <summary>Our ICE user name fragment: 4 to 256 ice-chars (RFC 8839 §5.4).</summary>
    public required string Ufrag { get; init; }

    /// <summary>Our ICE password: 22 to 256 ice-chars.</summary>
    public required string Password { get; init; }

    /// <summary>Of our DTLS certificate.</summary>
    public required CertificateFingerprint Fingerprint { get; init; }

    /// <summary>Addresses and UDP ports where we can be reached, the preferred one first; at least one.</summary>
    public required IReadOnlyList<IPEndPoint> Candidates { get; init; }

    /// <summary>Number of the session in the o= line; not negative.</summary>
    public required long SessionId { get; init; }

    /// <summary>Counts up with every answer of the same session.</summary>
    public long SessionVersion { get; init; } = 1;

    /// <summary>What we ask the Opus encoder to send at most on average, in bits per second.</summary>
    public int MaxAverageBitrate { get; init; } = 32_000;
}
