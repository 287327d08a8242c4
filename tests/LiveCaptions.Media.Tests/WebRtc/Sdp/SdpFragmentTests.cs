using LiveCaptions.Media.WebRtc.Sdp;
using Xunit;
using static LiveCaptions.Media.Tests.WebRtc.Sdp.SdpFixtures;

namespace LiveCaptions.Media.Tests.WebRtc.Sdp;

public sealed class SdpFragmentTests
{
    // Shaped as in RFC 9725 §4.3.1.
    private const string Trickled =
        "a=group:BUNDLE 0 1\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\na=ice-ufrag:EsAw\r\na=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1\r\n"
        + "a=candidate:1387637174 1 udp 2122260223 192.0.2.1 61764 typ host generation 0 ufrag EsAw network-id 1\r\n"
        + "a=candidate:3471623853 1 udp 2122194687 2e4c9b1a-0d52-4c1f-9a37-6f7cf0a0a1b2.local 61765 typ host "
        + "generation 0 ufrag EsAw network-id 2\r\n"
        + "a=end-of-candidates\r\n";

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    public void Trickled_candidates_are_counted(string lineEnd) =>
        Assert.Equal(
            new SdpFragment("EsAw", "P2uYro0UCOQ4zxjKXaWCBui1", "0", 2, true),
            SdpFragment.Parse(Trickled.Replace("\r\n", lineEnd, StringComparison.Ordinal)));

    [Fact]
    public void Credentials_may_stand_before_the_first_section() =>
        Assert.Equal(
            new SdpFragment("EsAw", "P2uYro0UCOQ4zxjKXaWCBui1", "0", 1, false),
            SdpFragment.Parse("a=ice-ufrag:EsAw\na=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1\nm=audio 9 RTP/AVP 0\na=mid:0\n"
                + "a=candidate:1 1 udp 1 192.0.2.1 9 typ host\n"));

    [Fact]
    public void First_section_stands_for_the_bundle() =>
        Assert.Equal(new SdpFragment("EsAw", "P2uYro0UCOQ4zxjKXaWCBui1", "0", 4, true), SdpFragment.Parse(
            Trickled + Trickled.Replace("mid:0", "mid:1", StringComparison.Ordinal)));

    [Fact]
    public void Everything_may_be_missing() =>
        Assert.Equal(new SdpFragment(null, null, null, 0, false), SdpFragment.Parse("a=ice-options:trickle"));

    [Theory]
    [InlineData("")]
    [InlineData("{\"candidate\":\"\"}")]
    [InlineData("a=ice-ufrag:abc")]
    [InlineData("a=ice-ufrag:abcd!")]
    [InlineData("a=ice-pwd:short")]
    [InlineData("a=mid:")]
    [InlineData("a=mid:a b")]
    public void Malformed_fragment_is_refused(string text) =>
        Assert.True(Assert.Throws<SdpException>(() => SdpFragment.Parse(text)).IsMalformed);

    [Fact]
    public void Credentials_have_the_lengths_of_the_standard()
    {
        Assert.Equal(256, SdpFragment.Parse($"a=ice-ufrag:{new string('u', 256)}").Ufrag!.Length);
        Assert.Equal(256, SdpFragment.Parse($"a=ice-pwd:{new string('p', 256)}").Password!.Length);
        Assert.Throws<SdpException>(() => SdpFragment.Parse($"a=ice-ufrag:{new string('u', 257)}"));
        Assert.Throws<SdpException>(() => SdpFragment.Parse($"a=ice-pwd:{new string('p', 257)}"));
        Assert.Throws<SdpException>(() => SdpFragment.Parse($"a=ice-pwd:{new string('p', 21)}"));
    }

    [Fact]
    public void Fragment_longer_than_the_limit_is_refused() =>
        Assert.True(Assert.Throws<SdpException>(() => SdpFragment.Parse(Trickled.PadRight(SessionOffer.MaxLength + 1))).IsMalformed);

    [Fact]
    public void Restart_is_answered_with_new_credentials_and_all_candidates() =>
        Assert.Equal(
            "a=ice-lite\r\na=group:BUNDLE 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\na=ice-ufrag:serverUfrag1\r\n"
            + "a=ice-pwd:serverPasswordserverPassword\r\n"
            + "a=candidate:1 1 udp 2130706431 192.0.2.10 8189 typ host\r\n"
            + "a=candidate:2 1 udp 2130706175 2001:db8::10 8189 typ host\r\na=end-of-candidates\r\n",
            SdpFragment.Write(SessionOffer.Parse(Offer("chromium-audio")), Parameters));

    [Fact]
    public void Restart_is_answered_in_the_first_section_of_the_bundle() =>
        Assert.StartsWith(
            "a=ice-lite\r\na=group:BUNDLE 0 1\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:0\r\n",
            SdpFragment.Write(SessionOffer.Parse(Offer("chromium-video-first")), Parameters),
            StringComparison.Ordinal);
}
