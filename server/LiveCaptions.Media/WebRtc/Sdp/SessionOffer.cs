namespace LiveCaptions.Media.WebRtc.Sdp;

/// <summary>
/// A publisher's offer (SDP, RFC 8866, as JSEP and WHIP use it: RFC 8829, RFC 9725), and which of its sections we take:
/// the first audio that sends Opus, and by option the first video of the same bundle. Candidates are not looked at: we are ICE-lite
/// and learn addresses from checks.
/// </summary>
public sealed class SessionOffer
{
    /// <summary>Characters; longer offers are malformed.</summary>
    public const int MaxLength = 64 * 1024;

    /// <summary>Media sections; more are malformed.</summary>
    public const int MaxSections = 64;

    private SessionOffer(OfferReader offer, bool acceptVideo)
    {
        Sections = offer.Sections;
        Audio = AudioChoice.Of(offer);
        AudioCodec = Audio.Opus!;
        Tagged = offer.TaggedOf(Audio);
        Video = acceptVideo ? VideoBeside(Audio, offer) : null;
        Accepted = [.. offer.Sections.Select(Accept).OfType<AcceptedMedia>()];
    }

    /// <summary>RTP payload type of the Opus packets: 0 to 127.</summary>
    public int AudioPayloadType => AudioCodec.PayloadType;

    /// <summary>The publisher sends lost audio packets again when asked by a generic NACK (RFC 4585 §6.2.1).</summary>
    public bool AudioNack => Audio.HasNack(AudioCodec);

    /// <summary>Identification of the audio section; null where the offer has none.</summary>
    public string? AudioMid => Audio.Mid;

    /// <summary>RTP payload type of video that is accepted (its packets are to be dropped); null without.</summary>
    public int? VideoPayloadType => Video?.Video!.PayloadType;

    /// <summary>ICE user name fragment of the publisher, 4 to 256 characters.</summary>
    public string RemoteUfrag => Transport.Ufrag!;

    /// <summary>ICE password of the publisher, 22 to 256 characters.</summary>
    public string RemotePassword => Transport.Password!;

    /// <summary>At least one; the publisher's DTLS certificate must match one of them.</summary>
    public IReadOnlyList<CertificateFingerprint> RemoteFingerprints => Transport.Fingerprints;

    /// <summary>The publisher may send candidates after its offer.</summary>
    public bool Trickle => Transport.Trickle;

    /// <summary>All sections, in the order in which the answer must have them.</summary>
    internal IReadOnlyList<OfferedMedia> Sections { get; }

    /// <summary>Those of them that are not refused, in the same order; at least the audio.</summary>
    internal IReadOnlyList<AcceptedMedia> Accepted { get; }

    /// <summary>The audio section is in a bundle group, so the answer must have one.</summary>
    internal bool IsBundled => Tagged is not null;

    /// <summary>Of the first section that we accept, whose transport all of its bundle use (RFC 9143 §7.3).</summary>
    private OfferedTransport Transport => Accepted[0].Section.Transport is { IsUsable: true } first ? first : Audio.Transport;

    private OfferedMedia Audio { get; }

    private OfferedCodec AudioCodec { get; }

    private OfferedMedia? Video { get; }

    private OfferedMedia? Tagged { get; }

    /// <param name="sdp">The body of the POST, lines ended by CRLF or LF.</param>
    /// <param name="acceptVideo">Take video too, for encoders that do not go without.</param>
    /// <exception cref="SdpException">Malformed, or not usable.</exception>
    public static SessionOffer Parse(string sdp, bool acceptVideo = false) => new(OfferReader.Read(sdp), acceptVideo);

    // Only in the audio's bundle: there is one transport.
    private static OfferedMedia? VideoBeside(OfferedMedia audio, OfferReader offer) =>
        offer.Sections.FirstOrDefault(section =>
            section is { Kind: "video", IsOffered: true, Sends: true, Video: not null } && offer.AreBundled(audio, section));

    private AcceptedMedia? Accept(OfferedMedia section)
    {
        if (section == Audio)
        {
            return new AcceptedMedia(section, AudioCodec, Receives: true);
        }

        if (section == Video)
        {
            return new AcceptedMedia(section, section.Video!, Receives: true);
        }

        // The first section of a bundle owns its transport: with it refused Chromium cannot set the others up ("Failed to setup RTCP mux").
        return section == Tagged && section is { IsOffered: true, Repeatable: { } codec }
            ? new AcceptedMedia(section, codec, Receives: false)
            : null;
    }
}
