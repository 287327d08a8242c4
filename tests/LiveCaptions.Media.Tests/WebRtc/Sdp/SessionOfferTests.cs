using LiveCaptions.Media.WebRtc.Sdp;
using Xunit;
using static LiveCaptions.Media.Tests.WebRtc.Sdp.SdpFixtures;

namespace LiveCaptions.Media.Tests.WebRtc.Sdp;

public sealed class SessionOfferTests
{
    [Theory]
    [InlineData("chromium-audio", 111, false, "0", "16pM", "uaPEXc7t4p64np5XUYy9Rdcl", true)]
    [InlineData("chromium-sendrecv-data", 111, false, "0", null, null, true)]
    [InlineData("chromium-video-first", 111, false, "1", "lmy1", null, true)]
    [InlineData("firefox-audio", 109, false, "0", "09743188", "2d2a3cb35dc13c9e578553ab87138467", true)]
    [InlineData("firefox-audio-video", 109, false, "0", "99f97062", null, true)]
    [InlineData("libdatachannel", 111, false, "0", "H71K", "9RwKtJI46pCxg3ExX7u65N", true)]
    [InlineData("obs-30", 111, false, "0", "wE5r", "b7QxkM2nVtLs9ZpYc4HdGw", true)]
    [InlineData("gstreamer", 98, true, "audio1", "Zr1mW4cUoP0sYb8Kq2TnJxLe5VgHd7Ai", "hN3pQ6fXw9CkRt0uEz2MyBv8LjSa5GdO", true)]
    [InlineData("pion", 111, true, "1", "KwQpTrYzNbVcMxLs", "gHtYwRnKqPzLmXcVbNsDfGhJkTyUiOpA", false)]
    [InlineData("safari", 111, false, "0", "pR9d", "mC4tWb8Xo2LhVq6ZyKe1RsNu", true)]
    [InlineData("ffmpeg", 111, false, "0", "5f0c91e2", "8c1d7be03f5a92640e6bd1c97a3384f5", false)]
    public void Facts_of_a_publishers_offer_are_read(
        string name, int payloadType, bool nack, string mid, string? ufrag, string? password, bool trickle)
    {
        foreach (var text in new[] { Offer(name), Offer(name).Replace("\r\n", "\n", StringComparison.Ordinal) })
        {
            var offer = SessionOffer.Parse(text);
            Assert.Equal(payloadType, offer.AudioPayloadType);
            Assert.Equal(nack, offer.AudioNack);
            Assert.Equal(mid, offer.AudioMid);
            Assert.Equal(ufrag ?? offer.RemoteUfrag, offer.RemoteUfrag);
            Assert.Equal(password ?? offer.RemotePassword, offer.RemotePassword);
            Assert.Equal(trickle, offer.Trickle);
            Assert.Null(offer.VideoPayloadType);
            var fingerprint = Assert.Single(offer.RemoteFingerprints);
            Assert.Contains($"a=fingerprint:{fingerprint}", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("chromium-audio-video", 96)]
    [InlineData("firefox-audio-video", 120)]
    [InlineData("obs-30", 96)]
    [InlineData("pion", 102)]
    [InlineData("chromium-audio", null)]
    [InlineData("chromium-sendrecv-data", null)]
    public void Video_is_taken_by_option(string name, int? payloadType) =>
        Assert.Equal(payloadType, SessionOffer.Parse(Offer(name), acceptVideo: true).VideoPayloadType);

    [Fact]
    public void Video_outside_the_audios_bundle_is_not_taken() =>
        Assert.Null(SessionOffer.Parse(
            Offer("obs-30").Replace("BUNDLE 0 1", "BUNDLE 0", StringComparison.Ordinal), acceptVideo: true).VideoPayloadType);

    [Theory]
    [InlineData("opus/48000/2", "OPUS/48000/2")]
    [InlineData("rtpmap:111 opus", "rtpmap:111  Opus")]
    [InlineData("a=rtcp-mux\n", "a=rtcp-mux\na=setup:active\n")]
    [InlineData("a=rtcp-mux\n", "a=rtcp-mux \na=setup:actpass\t\n")]
    [InlineData("sha-256", "SHA-256")]
    [InlineData("a=rtcp-mux\n", "a=rtcp-mux\na=fingerprint:sha-1 00:11\n")]
    [InlineData("a=rtcp-mux\n", "a=rtcp-mux\na=sendrecv\n")]
    [InlineData("UDP/TLS/RTP/SAVPF", "RTP/SAVPF")]
    [InlineData("audio 9", "audio 50000/2")]
    [InlineData("a=rtpmap", "\n\nwhat\na=\n=\nx=y\na=:\na=rtpmap:999 opus/48000/2\na=rtpmap:x\na=fmtp\na=rtcp-fb:\na=candidate:\na=rtpmap")]
    [InlineData("/2\n", "/2\r\n\r\n\0\0 garbage")]
    public void Offer_is_taken_with(string what, string instead)
    {
        var offer = SessionOffer.Parse(Change(Smallest, what, instead));
        Assert.Equal(111, offer.AudioPayloadType);
        Assert.Equal("abcd", offer.RemoteUfrag);
        Assert.Equal("sha-256", Assert.Single(offer.RemoteFingerprints).Algorithm);
    }

    [Theory]
    [InlineData("m=audio 9", "m=video 9", SdpException.NoAudio)]
    [InlineData("m=audio 9", "m=audio 0", SdpException.NoAudio)]
    [InlineData("UDP/TLS/RTP/SAVPF", "UDP/DTLS/SCTP", SdpException.NoAudio)]
    [InlineData("a=rtcp-mux\n", "a=rtcp-mux\na=recvonly\n", SdpException.NoAudio)]
    [InlineData("a=rtcp-mux\n", "a=rtcp-mux\na=inactive\n", SdpException.NoAudio)]
    [InlineData("v=0\n", "v=0\na=recvonly\n", SdpException.NoAudio)]
    [InlineData("opus/48000/2", "opus/48000/1", SdpException.NoOpus)]
    [InlineData("opus/48000/2", "opus/48000", SdpException.NoOpus)]
    [InlineData("opus/48000/2", "red/48000/2", SdpException.NoOpus)]
    [InlineData("rtpmap:111", "rtpmap:112", SdpException.NoOpus)]
    [InlineData("111", "72", SdpException.NoOpus)]
    [InlineData("111", "128", SdpException.NoOpus)]
    [InlineData("111", "-1", SdpException.NoOpus)]
    [InlineData("111", "99999999999999", SdpException.NoOpus)]
    [InlineData("a=rtcp-mux\n", "", SdpException.RtcpMuxRequired)]
    [InlineData("a=rtcp-mux\n", "a=rtcp-mux\na=setup:passive\n", SdpException.SetupUnusable)]
    [InlineData("a=rtcp-mux\n", "a=rtcp-mux\na=setup:holdconn\n", SdpException.SetupUnusable)]
    [InlineData("v=0\n", "v=0\na=setup:passive\n", SdpException.SetupUnusable)]
    [InlineData("a=fingerprint:sha-256", "a=fingerprint:sha-1", SdpException.FingerprintUnusable)]
    [InlineData("a=fingerprint", "a=nothing", SdpException.FingerprintUnusable)]
    [InlineData("a=ice-ufrag:abcd\n", "", SdpException.IceMissing)]
    [InlineData("a=ice-pwd:abcdefghijklmnopqrstuv\n", "", SdpException.IceMissing)]
    [InlineData("v=0\n", "v=0\na=ice-lite\n", SdpException.IceLiteOffered)]
    public void Offer_that_cannot_be_served_says_why(string what, string instead, string code)
    {
        var fault = Assert.Throws<SdpException>(() => SessionOffer.Parse(Change(Smallest, what, instead)));
        Assert.Equal(code, fault.Code);
        Assert.False(fault.IsMalformed);
    }

    [Theory]
    [InlineData("v=0\n", "")]
    [InlineData("v=0\n", "v=1\n")]
    [InlineData("v=0\n", "o=- 0 0 IN IP4 127.0.0.1\nv=0\n")]
    [InlineData("audio 9", "audio nine")]
    [InlineData("audio 9", "audio 65536")]
    [InlineData("audio 9", "audio -9")]
    [InlineData("audio 9", "au(dio 9")]
    [InlineData("SAVPF 111", "SAVPF")]
    [InlineData("UDP/TLS", "UDP//TLS")]
    [InlineData("ufrag:abcd", "ufrag:abc")]
    [InlineData("ufrag:abcd", "ufrag:ab-d")]
    [InlineData("ufrag:abcd", "ufrag:")]
    [InlineData("pwd:abcd", "pwd:abc")]
    [InlineData("pwd:abcd", "pwd:ab\rd")]
    [InlineData(":84:6B", ":84")]
    [InlineData(":84:6B", ":84:6B:00")]
    [InlineData(":84:6B", ":84:6G")]
    [InlineData(":84:6B", ":84-6B")]
    [InlineData("a=rtcp-mux\n", "a=rtcp-mux\na=mid:\n")]
    [InlineData("a=rtcp-mux\n", "a=rtcp-mux\na=mid:a b\n")]
    [InlineData("a=rtcp-mux\n", "a=rtcp-mux\na=mid:a\rb=\n")]
    [InlineData("a=rtcp-mux\n", "a=rtcp-mux\na=mid:ä\n")]
    [InlineData("a=rtcp-mux\n", "a=rtcp-mux\na=mid:a\nm=video 9 UDP/TLS/RTP/SAVPF 96\na=mid:a\n")]
    public void Malformed_offer_is_refused(string what, string instead)
    {
        var fault = Assert.Throws<SdpException>(() => SessionOffer.Parse(Change(Smallest, what, instead)));
        Assert.True(fault.IsMalformed, fault.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n")]
    [InlineData("{\"type\":\"offer\",\"sdp\":\"v=0\\r\\n\"}")]
    [InlineData("<html>")]
    public void Something_else_is_refused(string text) =>
        Assert.True(Assert.Throws<SdpException>(() => SessionOffer.Parse(text)).IsMalformed);

    [Fact]
    public void Smallest_offer_is_taken_and_one_part_less_is_not()
    {
        SessionOffer.Parse(Smallest);
        var lines = Smallest.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < lines.Length; i++)
        {
            var without = string.Join('\n', lines.Where((_, line) => line != i));
            Assert.Throws<SdpException>(() => SessionOffer.Parse(without));
        }
    }

    [Fact]
    public void Media_level_wins_over_session_level()
    {
        var offer = SessionOffer.Parse(Change(
            Smallest,
            "v=0\n",
            $"v=0\na=ice-ufrag:session\na=setup:passive\na=recvonly\na=fingerprint:sha-512 {Hex(64)}\n")
            .Replace("a=rtcp-mux", "a=rtcp-mux\na=setup:actpass\na=sendonly", StringComparison.Ordinal));
        Assert.Equal("abcd", offer.RemoteUfrag);
        Assert.Equal("sha-256", Assert.Single(offer.RemoteFingerprints).Algorithm);
    }

    [Fact]
    public void All_fingerprints_of_known_hashes_are_kept()
    {
        var offer = SessionOffer.Parse(Change(
            Smallest,
            "a=rtcp-mux\n",
            $"a=rtcp-mux\na=fingerprint:md5 00\na=fingerprint:sha-384 {Hex(48)}\na=fingerprint:sha-512 {Hex(64)}\n"
            + $"a=fingerprint:sha-1 {Hex(20)}\n"));
        Assert.Equal(["sha-256", "sha-384", "sha-512"], offer.RemoteFingerprints.Select(fingerprint => fingerprint.Algorithm));
        Assert.Equal([32, 48, 64], offer.RemoteFingerprints.Select(fingerprint => fingerprint.Hash.Length));
    }

    [Theory]
    [InlineData("a=rtcp-fb:111 nack", true)]
    [InlineData("a=rtcp-fb:* nack", true)]
    [InlineData("a=rtcp-fb:111 nack ", true)]
    [InlineData("a=rtcp-fb:111 nack pli", false)]
    [InlineData("a=rtcp-fb:* nack pli", false)]
    [InlineData("a=rtcp-fb:110 nack", false)]
    [InlineData("a=rtcp-fb:111 transport-cc", false)]
    public void Nack_counts_without_parameter_and_for_the_audios_payload_type(string line, bool nack) =>
        Assert.Equal(nack, SessionOffer.Parse(Smallest + line).AudioNack);

    [Fact]
    public void First_audio_section_that_can_be_received_is_taken()
    {
        var offer = SessionOffer.Parse(
            Section("pcmu", "0", "a=sendonly")
            + Section("listen", "111", "a=recvonly\na=rtpmap:111 opus/48000/2")
            + Section("passive", "111", "a=setup:passive\na=rtpmap:111 opus/48000/2")
            + Section("good", "8 63 109", "a=rtpmap:63 red/48000/2\na=rtpmap:109 opus/48000/2\na=rtpmap:8 PCMA/8000")
            + Section("too-late", "111", "a=rtpmap:111 opus/48000/2"));
        Assert.Equal("good", offer.AudioMid);
        Assert.Equal(109, offer.AudioPayloadType);

        string Section(string mid, string formats, string lines) =>
            (mid == "pcmu" ? "v=0\n" : "") + $"m=audio 9 UDP/TLS/RTP/SAVPF {formats}\na=mid:{mid}\n{lines}\n"
            + Smallest.Split('\n', 3)[2].Replace("a=rtpmap:111 opus/48000/2\n", "", StringComparison.Ordinal);
    }

    [Fact]
    public void Fault_is_that_of_the_section_that_comes_nearest()
    {
        var sdp = Smallest.Replace("a=rtcp-mux\n", "", StringComparison.Ordinal)
            + "m=audio 9 UDP/TLS/RTP/SAVPF 0\nm=audio 0 UDP/TLS/RTP/SAVPF 111\n";
        Assert.Equal(SdpException.RtcpMuxRequired, Assert.Throws<SdpException>(() => SessionOffer.Parse(sdp)).Code);
    }

    [Fact]
    public void Bundled_section_takes_its_transport_from_the_first_of_the_bundle()
    {
        var sdp = Offer("gstreamer");
        Assert.DoesNotContain("rtcp-mux", sdp[sdp.IndexOf("m=audio", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Equal(
            SdpException.NoAudio, Assert.Throws<SdpException>(() => SessionOffer.Parse(Change(sdp, "a=bundle-only\r\n", ""))).Code);
        Assert.Equal(
            SdpException.RtcpMuxRequired,
            Assert.Throws<SdpException>(() => SessionOffer.Parse(Change(sdp, "video0 audio1", "audio1"))).Code);
    }

    [Fact]
    public void Connection_is_that_of_the_bundles_first_section_even_where_the_audio_has_its_own()
    {
        var sdp = Offer("chromium-video-first");
        var audio = sdp.IndexOf("m=audio", StringComparison.Ordinal);
        var ufrag = SessionOffer.Parse(sdp).RemoteUfrag;
        var other = sdp[..audio] + sdp[audio..].Replace($"a=ice-ufrag:{ufrag}", "a=ice-ufrag:another", StringComparison.Ordinal);
        Assert.NotEqual(sdp, other);
        Assert.Equal(ufrag, SessionOffer.Parse(other).RemoteUfrag);
    }

    [Fact]
    public void As_many_sections_as_the_limit_are_taken_and_no_more()
    {
        var sdp = Smallest + string.Concat(Enumerable.Repeat("m=video 9 UDP/TLS/RTP/SAVPF 96\n", SessionOffer.MaxSections - 1));
        SessionOffer.Parse(sdp);
        Assert.True(Assert.Throws<SdpException>(() => SessionOffer.Parse(sdp + "m=video 9 UDP/TLS/RTP/SAVPF 96\n")).IsMalformed);
    }

    [Fact]
    public void Offer_as_long_as_the_limit_is_taken_and_no_longer()
    {
        var sdp = Smallest.PadRight(SessionOffer.MaxLength, '\n');
        SessionOffer.Parse(sdp);
        Assert.True(Assert.Throws<SdpException>(() => SessionOffer.Parse(sdp + "\n")).IsMalformed);
    }

    private static string Hex(int bytes) => string.Join(':', Enumerable.Repeat("AB", bytes));

    private static string Change(string sdp, string what, string instead)
    {
        Assert.Contains(what, sdp, StringComparison.Ordinal);
        return sdp.Replace(what, instead, StringComparison.Ordinal);
    }
}
