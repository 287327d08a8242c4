using CsCheck;
using LiveCaptions.Media.WebRtc.Sdp;
using Xunit;
using static LiveCaptions.Media.Tests.WebRtc.Sdp.SdpFixtures;

namespace LiveCaptions.Media.Tests.WebRtc.Sdp;

/// <summary>Whatever an offer is, it is answered by clean text or refused by an <see cref="SdpException"/>.</summary>
public sealed class SdpRobustnessTests
{
    private const string Pieces = "\0\r\n =:/*0123456789abcmvXYZ-+ä漢\uD83D";

    private static readonly Gen<string> Mutated = Gen.Select(
        Gen.OneOf(Names.ToArray()),
        Gen.Select(Gen.Double[0, 1], Gen.Int[0, 60], Gen.Char[Pieces].Array[0, 8]).Array[1, 6],
        (name, changes) => changes.Aggregate(Offer(name), Mutate));

    [Theory]
    [MemberData(nameof(SdpFixtures.AllNames), MemberType = typeof(SdpFixtures))]
    public void Offer_cut_after_any_line(string name)
    {
        var lines = Lines(name);
        for (var length = 0; length < lines.Length; length++)
        {
            TakeOrRefuse(Join(lines[..length]));
        }
    }

    [Theory]
    [MemberData(nameof(SdpFixtures.AllNames), MemberType = typeof(SdpFixtures))]
    public void Offer_cut_anywhere_in_its_beginning(string name)
    {
        var offer = Offer(name);
        for (var length = 0; length < Math.Min(1200, offer.Length); length++)
        {
            TakeOrRefuse(offer[..length]);
        }
    }

    [Theory]
    [MemberData(nameof(SdpFixtures.AllNames), MemberType = typeof(SdpFixtures))]
    public void Offer_without_any_one_line_or_with_it_twice(string name)
    {
        var lines = Lines(name);
        for (var i = 0; i < lines.Length; i++)
        {
            TakeOrRefuse(Join([.. lines[..i], .. lines[(i + 1)..]]));
            TakeOrRefuse(Join([.. lines[..i], lines[i], .. lines[i..]]));
        }
    }

    [Fact]
    public void Offer_changed_at_random() => Mutated.Sample(TakeOrRefuse, iter: 20_000);

    [Fact]
    public void Fragment_of_random_text() =>
        Gen.Select(Mutated, Gen.Int[0, 40])
            .Sample((text, skip) => Refusal(() => SdpFragment.Parse(Join(text.Split('\n').Skip(skip)))), iter: 3_000);

    [Theory]
    [InlineData("a=fingerprint:sha-256 3A:91:5E:C7:08:44:D2:1B:F6:70:2D:99:E3:5A:0C:B8:41:7F:D4:26:8E:B3:60:15:AA:CD:07:F9:52:3E:84:6B\n")]
    [InlineData("a=group:BUNDLE a b c d\n")]
    [InlineData("a=candidate:\n")]
    [InlineData("a=rtpmap:111 opus/48000/2\n")]
    [InlineData("a=ice-options:trickle,trickle trickle\n")]
    [InlineData("a=mid:x\n")]
    [InlineData("a=\n")]
    [InlineData("\n")]
    [InlineData("a")]
    [InlineData("a=group:BUNDLE ")]
    [InlineData("m=audio 9 UDP/TLS/RTP/SAVPF 111 ")]
    public void Offer_full_of_one_thing(string thing)
    {
        var room = SessionOffer.MaxLength - Smallest.Length;
        var filling = string.Concat(Enumerable.Repeat(thing, room / thing.Length));
        TakeOrRefuse(Smallest + filling);
        TakeOrRefuse("v=0\n" + filling + Smallest[4..]);
    }

    private static string Mutate(string text, (double Where, int Removed, char[] Inserted) change)
    {
        var start = (int)(change.Where * text.Length);
        return text[..start] + new string(change.Inserted) + text[Math.Min(start + change.Removed, text.Length)..];
    }

    private static void TakeOrRefuse(string sdp)
    {
        foreach (var acceptVideo in new[] { false, true })
        {
            Refusal(() =>
            {
                var offer = SessionOffer.Parse(sdp, acceptVideo);
                Assert.InRange(offer.AudioPayloadType, 0, 127);
                Assert.NotEmpty(offer.RemoteFingerprints);
                AnswerCheck.Fits(sdp, SessionAnswer.Write(offer, Parameters));
                Assert.NotNull(SdpFragment.Parse(SdpFragment.Write(offer, Parameters)).Ufrag);
            });
        }
    }

    private static void Refusal(Action action)
    {
        try
        {
            action();
        }
        catch (SdpException refusal)
        {
            Assert.DoesNotContain('\n', refusal.Message);
        }
    }
}
