using LiveCaptions.Media.WebRtc;
using System.Security.Cryptography;
using LiveCaptions.Media.WebRtc.Sdp;
using Xunit;

namespace LiveCaptions.Media.Tests.WebRtc;

public sealed class CertificateFingerprintTests
{
    private static readonly byte[] Certificate = [.. Enumerable.Range(0, 500).Select(i => (byte)i)];

    [Theory]
    [InlineData("sha-256")]
    [InlineData("sha-384")]
    [InlineData("sha-512")]
    public void Certificate_matches_its_fingerprint_and_no_other(string algorithm)
    {
        var fingerprint = CertificateFingerprint.Parse($"{algorithm} {Colons(Hash(algorithm))}")!;
        Assert.True(fingerprint.Matches(Certificate));
        Assert.False(fingerprint.Matches(Certificate.AsSpan(1)));
        Assert.Equal(Hash(algorithm), fingerprint.Hash.ToArray());
    }

    [Fact]
    public void One_bit_changed_matches_no_more()
    {
        for (var bit = 0; bit < 256; bit++)
        {
            var hash = SHA256.HashData(Certificate);
            hash[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.False(CertificateFingerprint.Parse($"sha-256 {Colons(hash)}")!.Matches(Certificate));
        }
    }

    [Fact]
    public void Own_fingerprint_is_written_as_it_is_read()
    {
        var text = CertificateFingerprint.Of(Certificate).ToString();
        Assert.Equal($"sha-256 {Colons(SHA256.HashData(Certificate))}", text);
        Assert.Equal(text, CertificateFingerprint.Parse(text.ToLowerInvariant())!.ToString());
        Assert.True(CertificateFingerprint.Of(Certificate).Matches(Certificate));
    }

    [Theory]
    [InlineData("sha-1 00:11")]
    [InlineData("md5 00:11")]
    [InlineData("sha-256x 00")]
    [InlineData("")]
    public void Other_algorithms_are_passed_over(string value) => Assert.Null(CertificateFingerprint.Parse(value));

    [Theory]
    [InlineData("sha-256")]
    [InlineData("sha-256 ")]
    [InlineData("sha-256 00:11")]
    [InlineData("sha-512 3A:91:5E:C7:08:44:D2:1B:F6:70:2D:99:E3:5A:0C:B8:41:7F:D4:26:8E:B3:60:15:AA:CD:07:F9:52:3E:84:6B")]
    public void Hash_of_another_length_is_malformed(string value) =>
        Assert.True(Assert.Throws<SdpException>(() => CertificateFingerprint.Parse(value)).IsMalformed);

    private static byte[] Hash(string algorithm) => algorithm switch
    {
        "sha-256" => SHA256.HashData(Certificate),
        "sha-384" => SHA384.HashData(Certificate),
        _ => SHA512.HashData(Certificate),
    };

    private static string Colons(byte[] hash) => BitConverter.ToString(hash).Replace('-', ':');
}
