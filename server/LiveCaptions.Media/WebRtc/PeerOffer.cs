using LiveCaptions.Media.WebRtc.Ice;

namespace LiveCaptions.Media.WebRtc;

/// <summary>What a connection needs to know of the publisher's session description.</summary>
/// <param name="Ice">The publisher's name for connectivity checks.</param>
/// <param name="Fingerprints">Of the certificate that it will show; one has to match.</param>
/// <param name="PayloadType">Of its Opus packets.</param>
/// <param name="VideoPayloadType">Of its video, which was accepted and is dropped unseen.</param>
/// <param name="Nack">Whether it sends lost packets again when asked.</param>
public sealed record PeerOffer(
    IceCredentials Ice, IReadOnlyList<CertificateFingerprint> Fingerprints, byte PayloadType, int? VideoPayloadType, bool Nack);
