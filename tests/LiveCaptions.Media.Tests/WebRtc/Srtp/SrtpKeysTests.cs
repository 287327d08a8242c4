using LiveCaptions.Media.WebRtc.Srtp;
using Xunit;

namespace LiveCaptions.Media.Tests.WebRtc.Srtp;

public sealed class SrtpKeysTests
{
    [Theory]
    [InlineData(SrtpProfile.Aes128CmSha1, 60)]
    [InlineData(SrtpProfile.Aes128Gcm, 56)]
    public void Exported_bytes_are_client_key_server_key_client_salt_server_salt(SrtpProfile profile, int size)
    {
        var exported = Enumerable.Range(0, size).Select(i => (byte)i).ToArray();
        var keys = new SrtpKeys(profile, exported);
        Assert.Equal(size, SrtpKeys.ExportedSize(profile));
        Assert.Equal(0, keys.ClientKey[0]);
        Assert.Equal(16, keys.ServerKey[0]);
        Assert.Equal(32, keys.ClientSalt[0]);
        Assert.Equal(32 + keys.ClientSalt.Length, keys.ServerSalt[0]);
        Assert.Equal([.. keys.ClientKey, .. keys.ServerKey, .. keys.ClientSalt, .. keys.ServerSalt], exported);
    }

    [Fact]
    public void Other_number_of_bytes_is_refused()
    {
        Assert.Throws<ArgumentException>(() => _ = new SrtpKeys(SrtpProfile.Aes128Gcm, new byte[60]).ClientKey.Length);
        Assert.Throws<ArgumentException>(() => new SrtpContext(SrtpProfile.Aes128Gcm, new byte[16], new byte[14]));
        Assert.Throws<ArgumentException>(() => new SrtpContext(SrtpProfile.Aes128CmSha1, new byte[32], new byte[14]));
    }

    // RFC 3711 B.3.
    [Fact]
    public void Session_keys_of_RFC_3711_are_derived()
    {
        using var keys = SrtpSessionKeys.ForRtp(SrtpProfile.Aes128CmSha1, SrtpSamples.Key, SrtpSamples.Salt);
        Assert.Equal("C61E7A93744F39EE10734AFE3FF7A087", Convert.ToHexString(keys.Encryption));
        Assert.Equal("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4", Convert.ToHexString(keys.Authentication));
        Assert.Equal("30CBBC08863D8C85D49DB34A9AE1", Convert.ToHexString(keys.Salt));
    }

    // RFC 3711 B.2; the last three blocks lie where the counter's upper byte turns over.
    [Theory]
    [InlineData("0000", "E03EAD0935C95E80E166B16DD92B4EB4D23513162B02D0F72A43A2FE4A5F97AB41E95B3BB0A2E8DD477901E4FCA894C0")]
    [InlineData("FEFF", "EC8CDF7398607CB0F2D21675EA9EA1E4362B7C3C6773516318A077D7FC5073AE6A2CC3787889374FBEB4C81B17BA6C44")]
    public void Keystream_of_RFC_3711_is_made(string counter, string expected)
    {
        using var mode = new AesCounterMode(Convert.FromHexString("2B7E151628AED2A6ABF7158809CF4F3C"), 48);
        var keystream = new byte[48];
        mode.Xor(keystream, Convert.FromHexString("F0F1F2F3F4F5F6F7F8F9FAFBFCFD" + counter));
        Assert.Equal(expected, Convert.ToHexString(keystream));
    }
}
