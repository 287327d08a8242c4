using System.Net;
using LiveCaptions.Media.WebRtc.Sdp;
using Xunit;
using static LiveCaptions.Media.Tests.WebRtc.Sdp.SdpFixtures;

namespace LiveCaptions.Media.Tests.WebRtc.Sdp;

public sealed class SessionAnswerTests
{
    [Theory]
    [MemberData(nameof(SdpFixtures.AllNames), MemberType = typeof(SdpFixtures))]
    public void Answer_is_as_the_golden_one(string name)
    {
        Assert.Equal(Answer(name, acceptVideo: false), Write(Offer(name)));
        if (Answer(name, acceptVideo: true) is { } withVideo)
        {
            Assert.Equal(withVideo, Write(Offer(name), acceptVideo: true));
        }
    }

    [Theory]
    [MemberData(nameof(SdpFixtures.AllNames), MemberType = typeof(SdpFixtures))]
    public void Answer_has_the_sections_of_the_offer_in_order(string name)
    {
        foreach (var acceptVideo in new[] { false, true })
        {
            AnswerCheck.Fits(Offer(name), Write(Offer(name), acceptVideo));
        }
    }

    [Fact]
    public void Without_bundle_there_is_none_in_the_answer()
    {
        var answer = Write(Offer("pion").Replace("a=group:BUNDLE 0 1\r\n", "", StringComparison.Ordinal), acceptVideo: true);
        Assert.DoesNotContain("BUNDLE", answer, StringComparison.Ordinal);
        Assert.Contains(
            "m=video 0 UDP/TLS/RTP/SAVPF 102\r\nc=IN IP4 0.0.0.0\r\na=mid:0\r\na=inactive\r\nm=audio 9 ", answer, StringComparison.Ordinal);
        Assert.EndsWith("a=end-of-candidates\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Bundle_holds_what_was_offered_in_it_alone()
    {
        var answer =
            Write(Offer("obs-30").Replace("BUNDLE 0 1", "BUNDLE 1\r\na=group:BUNDLE 0", StringComparison.Ordinal), acceptVideo: true);
        Assert.Contains("a=group:BUNDLE 0\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("m=video 0 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void First_section_of_the_bundle_is_held_without_receiving()
    {
        var answer = Write(Offer("chromium-video-first"));
        Assert.Contains("a=group:BUNDLE 0 1\r\n", answer, StringComparison.Ordinal);
        Assert.Contains(
            "m=video 9 UDP/TLS/RTP/SAVPF 96\r\nc=IN IP4 0.0.0.0\r\na=mid:0\r\na=inactive\r\na=rtcp-mux\r\n",
            answer, StringComparison.Ordinal);
        Assert.Null(SessionOffer.Parse(Offer("chromium-video-first")).VideoPayloadType);
    }

    [Fact]
    public void Data_channel_is_refused_even_first_in_the_bundle()
    {
        var lines = Lines("chromium-sendrecv-data");
        var audio = Array.FindIndex(lines, line => line.StartsWith("m=audio", StringComparison.Ordinal));
        var data = Array.FindIndex(lines, line => line.StartsWith("m=application", StringComparison.Ordinal));
        var answer = Write(Join([.. lines[..audio], .. lines[data..], .. lines[audio..data]]).Replace(
            "BUNDLE 0 1", "BUNDLE 1 0", StringComparison.Ordinal));
        Assert.Contains("a=group:BUNDLE 0\r\nm=application 0 UDP/DTLS/SCTP webrtc-datachannel\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Sections_without_mid_get_none() => Assert.DoesNotContain("a=mid", Write(Smallest), StringComparison.Ordinal);

    [Theory]
    [InlineData("a=fmtp:96 x\u0001y")]
    [InlineData("a=fmtp:96 profile=ä")]
    [InlineData("a=fmtp:96 x\ry")]
    public void Parameters_that_are_not_plain_are_not_repeated(string line)
    {
        var lines = Lines("obs-30").Where(other => !other.StartsWith("a=fmtp:96", StringComparison.Ordinal)).Append(line);
        var answer = Write(Join(lines), acceptVideo: true);
        Assert.Contains("a=rtpmap:96 H264/90000\r\n", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("a=fmtp:96", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Bitrate_is_what_was_set()
    {
        var answer = SessionAnswer.Write(SessionOffer.Parse(Smallest), Parameters with { MaxAverageBitrate = 24_000, SessionVersion = 7 });
        Assert.Contains(";maxaveragebitrate=24000\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("o=- 1234567890123456789 7 IN IP4 192.0.2.10\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Server_on_IPv6_answers_with_IPv6()
    {
        var address = new IPAddress(IPAddress.Parse("fd00::1").GetAddressBytes(), 3);
        var answer = SessionAnswer.Write(SessionOffer.Parse(Smallest), Parameters with { Candidates = [new(address, 8189)] });
        Assert.Contains("o=- 1234567890123456789 1 IN IP6 fd00::1\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("c=IN IP6 ::\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("a=candidate:1 1 udp 2130706431 fd00::1 8189 typ host\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Candidates_keep_their_order_and_share_foundations_by_address()
    {
        IPEndPoint[] candidates =
        [
            new(IPAddress.Parse("203.0.113.5"), 1), new(IPAddress.Parse("::ffff:192.0.2.1"), 2), new(IPAddress.Parse("203.0.113.5"), 3)
        ];
        var lines = SessionAnswer.Write(SessionOffer.Parse(Smallest), Parameters with { Candidates = candidates }).Split("\r\n");
        Assert.Equal(
            [
                "a=candidate:1 1 udp 2130706431 203.0.113.5 1 typ host",
                "a=candidate:2 1 udp 2130706175 192.0.2.1 2 typ host",
                "a=candidate:1 1 udp 2130705919 203.0.113.5 3 typ host",
            ],
            lines.Where(line => line.StartsWith("a=candidate", StringComparison.Ordinal)));
    }

    [Fact]
    public void Server_that_cannot_be_reached_cannot_answer() =>
        Assert.Throws<ArgumentException>(() => SessionAnswer.Write(SessionOffer.Parse(Smallest), Parameters with { Candidates = [] }));

    private static string Write(string offer, bool acceptVideo = false) =>
        SessionAnswer.Write(SessionOffer.Parse(offer, acceptVideo), Parameters);
}
