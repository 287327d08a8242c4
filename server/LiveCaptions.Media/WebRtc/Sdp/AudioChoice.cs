namespace LiveCaptions.Media.WebRtc.Sdp;

/// <summary>Finds the audio section that we can receive, or says what the one that comes nearest is lacking.</summary>
internal static class AudioChoice
{
    /// <returns>The first usable audio section.</returns>
    /// <exception cref="SdpException">None is usable.</exception>
    public static OfferedMedia Of(OfferReader offer)
    {
        var audio = Need(
            offer.Sections,
            section => section is { Kind: "audio", IsOffered: true },
            SdpException.NoAudio,
            "The offer has no audio section; add an audio track before making the offer.");
        audio = Need(
            audio,
            section => section.Sends,
            SdpException.NoAudio,
            "The offer's audio is not sent, only received; offer it as a=sendonly.");
        audio = Need(
            audio,
            section => section.Opus is not null,
            SdpException.NoOpus,
            "The offer has no Opus audio to receive; offer opus/48000/2 with a payload type of 0 to 63 or 96 to 127.");
        return Reachable(audio, offer.IceLite);
    }

    private static OfferedMedia Reachable(IReadOnlyList<OfferedMedia> audio, bool iceLite)
    {
        audio = Need(
            audio,
            section => section.RtcpMux,
            SdpException.RtcpMuxRequired,
            "The offer has RTP and RTCP on two ports; offer a=rtcp-mux.");
        audio = Need(
            audio,
            section => section.Transport.CanBeActive,
            SdpException.SetupUnusable,
            "The offerer wants to be the DTLS server, which this server is; "
            + "offer a=setup:actpass or active (ffmpeg: -whip_flags dtls_active).");
        audio = Need(
            audio,
            section => section.Transport.Fingerprints is not [],
            SdpException.FingerprintUnusable,
            "The offer has no fingerprint of the DTLS certificate that can be trusted; "
            + "offer a=fingerprint with sha-256, sha-384 or sha-512.");
        audio = Need(
            audio,
            section => section.Transport is { Ufrag: not null, Password: not null },
            SdpException.IceMissing,
            "The offer has no ICE credentials; offer a=ice-ufrag and a=ice-pwd.");
        return Need(
            audio,
            _ => !iceLite,
            SdpException.IceLiteOffered,
            "The offerer is ICE-lite, as is this server, so nobody would begin; offer without a=ice-lite.")[0];
    }

    private static List<OfferedMedia> Need(
        IReadOnlyList<OfferedMedia> sections, Predicate<OfferedMedia> condition, string code, string message)
    {
        var left = sections.Where(section => condition(section)).ToList();
        return left is [] ? throw new SdpException(code, message) : left;
    }
}
