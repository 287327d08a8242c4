using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using LiveCaptions.Server.Tests.Harness;
using LiveCaptions.Server.Web.Https;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Server.Tests.Web;

/// <summary>HTTPS in a network that no public authority vouches for.</summary>
public sealed class LanCertificateTests
{
    private static readonly IPAddress Lan = IPAddress.Parse("192.168.1.20");
    private static readonly IPAddress Public = IPAddress.Parse("203.0.113.9");
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("livecaptions-test-").FullName, "https");

    private LanCertificate Kept => new(_folder, _time);

    [Fact]
    public async Task Browser_that_trusts_the_authority_believes_the_server()
    {
        await using var server = await TestServer.StartAsync(settings: [("Urls", "https://127.0.0.1:0"), ("Https:Enabled", "true")]);
        using var authority = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(server.Data, "https", "authority.crt"));
        using var trusting = Client(authority);
        Assert.Equal(HttpStatusCode.OK, (await trusting.GetAsync(new Uri(server.Address, "/health/live"))).StatusCode);

        using var other = LanAuthority.Create("other", ["localhost"], TimeProvider.System.GetUtcNow());
        using var strange = Client(other);
        await Assert.ThrowsAsync<HttpRequestException>(() => strange.GetAsync(new Uri(server.Address, "/health/live")));
    }

    [Fact]
    public void Machine_that_gets_another_address_gets_another_certificate_of_the_same_authority()
    {
        using var first = Kept.Get("studio", [Lan]);
        var authority = File.ReadAllText(Kept.AuthorityPath);
        using var again = Kept.Get("studio", [Lan]);
        Assert.Equal(first.SerialNumber, again.SerialNumber);

        using var moved = Kept.Get("studio", [Lan, IPAddress.Parse("10.0.0.7")]);
        Assert.NotEqual(first.SerialNumber, moved.SerialNumber);
        Assert.Equal(authority, File.ReadAllText(Kept.AuthorityPath));
        Assert.Contains(IPAddress.Parse("10.0.0.7"), Names(moved).EnumerateIPAddresses());
        Assert.Equal(["localhost", "studio", "studio.local"], Names(moved).EnumerateDnsNames());
    }

    [Fact]
    public void Certificate_is_made_anew_before_it_expires()
    {
        using var first = Kept.Get("studio", [Lan]);
        _time.Advance(TimeSpan.FromDays(350));
        using var later = Kept.Get("studio", [Lan]);
        Assert.NotEqual(first.SerialNumber, later.SerialNumber);
        Assert.True(later.NotAfter > _time.GetUtcNow().AddDays(300).LocalDateTime);
    }

    [Fact]
    public void Addresses_of_the_internet_are_not_vouched_for()
    {
        using var made = Kept.Get("studio", [Lan, Public]);
        Assert.Contains(Lan, Names(made).EnumerateIPAddresses());
        Assert.DoesNotContain(Public, Names(made).EnumerateIPAddresses());
    }

    /// <summary>Whoever steals the authority's key can imitate no site on the internet.</summary>
    [Theory]
    [InlineData("studio.local", null, true)]
    [InlineData(null, "192.168.7.7", true)]
    [InlineData("bank.example.com", null, false)]
    [InlineData(null, "203.0.113.9", false)]
    public void Authority_is_believed_within_private_networks_only(string? name, string? address, bool isBelieved)
    {
        using var authority = LanAuthority.Create("studio", ["local", "studio"], TimeProvider.System.GetUtcNow());
        using var leaf = LanAuthority.Sign(
            authority, name is null ? [] : [name], address is null ? [] : [IPAddress.Parse(address)], TimeProvider.System.GetUtcNow());
        using var chain = new X509Chain
        {
            ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck }
        };
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        Assert.Equal(isBelieved, chain.Build(leaf));
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Keys_are_readable_for_the_server_s_user_alone()
    {
        using var made = Kept.Get("studio", [Lan]);
        foreach (var file in (string[])["authority.key", "server.pem"])
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder, file)));
        }
    }

    [Fact]
    public async Task Certificate_of_ones_own_that_is_not_there_is_told()
    {
        var failure = await Assert.ThrowsAsync<IOException>(() => TestServer.StartAsync(
            settings: [("Urls", "https://127.0.0.1:0"), ("Https:Enabled", "true"), ("Https:Certificate", "/nowhere/cert.pem")]));
        Assert.Contains("The certificate of HTTPS, '/nowhere/cert.pem', cannot be read", failure.Message, StringComparison.Ordinal);
    }

    private static X509SubjectAlternativeNameExtension Names(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();

    private static HttpClient Client(X509Certificate2 root) => new(new SocketsHttpHandler
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                CustomTrustStore = { root }
            },
        },
    });
}
