using LiveCaptions.Media.WebRtc.Srtp;
using Xunit;

namespace LiveCaptions.Media.Tests.WebRtc.Srtp;

/// <summary>Packets that others protected.</summary>
public sealed class SrtpVectorTests
{
    private static readonly byte[] GcmRtp = Convert.FromHexString(
        "8040f17b8041f8d35501a0b247616c6c696120657374206f6d6e69732064697669736120696e207061727465732074726573");

    private static readonly byte[] GcmRtcp = Convert.FromHexString(
        "81c8000d4d6172734e5450314e545032525450200000042a0000e9304c756e61deadbeefdeadbeefdeadbeefdeadbeefdeadbeef");

    [Fact]
    public void Rtp_of_RFC_7714_16_1()
    {
        var expected = Convert.FromHexString(
            "8040f17b8041f8d35501a0b2f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b36de3adf883389"
            + "9d7f27beb16a9152cf765ee4390cce");
        using var sender = GcmContext();
        using var receiver = GcmContext();
        Assert.Equal(expected, sender.ProtectRtp(GcmRtp));
        Assert.Equal(GcmRtp, receiver.UnprotectRtp(expected));
    }

    [Fact]
    public void Rtcp_of_RFC_7714_17_1()
    {
        var expected = Convert.FromHexString(
            "81c8000d4d61727363e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32dc676a5f1730d6fda4ce09b4686303ded0bb9275bc84aa45896"
            + "cf4d2fc5abf87245d9eade800005d4");
        using var sender = GcmContext();
        using var receiver = GcmContext();
        Assert.Equal(GcmRtcp, receiver.UnprotectRtcp(expected));
        for (var index = 0; index < 0x5d4; index++)
        {
            sender.ProtectRtcp(GcmRtcp);
        }

        Assert.Equal(expected, sender.ProtectRtcp(GcmRtcp));
    }

    // Authentic, but RFC 7714 §17.3 leaves it in the clear, which WebRTC never agrees on.
    [Fact]
    public void Rtcp_without_encryption_is_refused()
    {
        var packet = Convert.FromHexString(
            "81c8000d4d6172734e5450314e545032525450200000042a0000e9304c756e61deadbeefdeadbeefdeadbeefdeadbeefdeadbeef841dd9683d"
            + "d78ec92ae58790125f62b3000005d4");
        using var receiver = GcmContext();
        Assert.Null(receiver.UnprotectRtcp(packet));
    }

    [Fact]
    public void Rtcp_without_encryption_is_refused_in_counter_mode_too()
    {
        using var keys = SrtpSessionKeys.ForRtcp(SrtpProfile.Aes128CmSha1, SrtpSamples.Key, SrtpSamples.Salt);
        using var authenticator = new SrtpAuthenticator(keys.Authentication);
        using var receiver = SrtpSamples.Context(SrtpProfile.Aes128CmSha1);
        byte[] body = [.. SrtpSamples.Rtcp(), 0, 0, 0, 1];
        var tag = new byte[SrtpAuthenticator.TagSize];
        authenticator.Sign(body, rollover: null, tag);
        Assert.Null(receiver.UnprotectRtcp([.. body, .. tag]));
    }

    // The reference packets of libsrtp's own tests; these go through the key derivation.
    [Theory]
    [InlineData(
        SrtpProfile.Aes128CmSha1,
        "e1f97a0d3e018be0d64fa32c06de4139",
        "0ec675ad498afeebb6960b3aabe6",
        "800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb",
        "81c8000bcafebabe7128035be487b9bdbef89041f977a5a880000001993e08cd54d6c1230798")]
    [InlineData(
        SrtpProfile.Aes128Gcm,
        "000102030405060708090a0b0c0d0e0f",
        "a0a1a2a3a4a5a6a7a8a9aaab",
        "800f1234decafbadcafebabec5002ede04cfdd2eb91159e0880aa06ed2976826f796b201df3131a127e8a392",
        "81c8000bcafebabec98b8b5df0392a55852b6c21ac8e7025c52c6fbea2b3b446ea31123ba88ce61e80000001")]
    public void Reference_packets_of_libsrtp(SrtpProfile profile, string key, string salt, string srtp, string srtcp)
    {
        var rtp = Convert.FromHexString("800f1234decafbadcafebabeabababababababababababababababab");
        var rtcp = Convert.FromHexString("81c8000bcafebabeabababababababababababababababab");
        using var sender = new SrtpContext(profile, Convert.FromHexString(key), Convert.FromHexString(salt));
        using var receiver = new SrtpContext(profile, Convert.FromHexString(key), Convert.FromHexString(salt));
        Assert.Equal(srtp, Convert.ToHexStringLower(sender.ProtectRtp(rtp)));
        Assert.Equal(rtp, receiver.UnprotectRtp(Convert.FromHexString(srtp)));

        sender.ProtectRtcp(rtcp); // index 0; the reference has index 1
        Assert.Equal(srtcp, Convert.ToHexStringLower(sender.ProtectRtcp(rtcp)));
        Assert.Equal(rtcp, receiver.UnprotectRtcp(Convert.FromHexString(srtcp)));
    }

    // Made by an independent implementation: two CSRCs, an extension, rollover counter 1.
    [Theory]
    [InlineData(SrtpProfile.Aes128CmSha1,
        "8f4650853339128665db16365a5b93fe316d25b641434a89c76ce57eeddfebcfe3373d40015fab9d26a1051ef1ee735d62ce")]
    [InlineData(SrtpProfile.Aes128Gcm,
        "2fe92eeb75f204def06a4b3c37aac0ee41641d6a21302340a484c61c9e09d048aeb4b2d88d4bcc244e22b78b94199d758612db75544d06bb")]
    public void Packet_with_extension_after_a_rollover(SrtpProfile profile, string encrypted)
    {
        var header = Convert.FromHexString("92ef000001020304cafebabe1111111122222222bede000110aa0000");
        byte[] packet = [.. header, .. Enumerable.Range(0, 40).Select(i => (byte)i)];
        byte[] expected = [.. header, .. Convert.FromHexString(encrypted)];
        using var sender = SrtpSamples.Context(profile);
        using var receiver = SrtpSamples.Context(profile);
        receiver.UnprotectRtp(sender.ProtectRtp(SrtpSamples.Rtp(65535)));
        Assert.Equal(expected, sender.ProtectRtp(packet));
        Assert.Equal(packet, receiver.UnprotectRtp(expected));
    }

    // The vectors give session keys, so nothing is derived.
    private static SrtpContext GcmContext()
    {
        using var keys = new SrtpSessionKeys(Convert.FromHexString("000102030405060708090a0b0c0d0e0f"), [], "Quid pro quo"u8.ToArray());
        return new SrtpContext(new AesGcmSrtpCipher(keys, keys));
    }
}
