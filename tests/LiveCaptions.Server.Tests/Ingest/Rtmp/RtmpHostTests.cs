using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using LiveCaptions.Clients.Rtmp;
using LiveCaptions.Server.Ingest.Rtmp;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Ingest.Rtmp;

[Collection(Children.Collection)]
public sealed class RtmpHostTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Port_that_was_asked_for_and_is_taken_keeps_the_server_from_starting()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var failure = await Assert.ThrowsAsync<IOException>(() => TestServer.StartAsync(settings: ("Rtmp:Port", $"{port}")));

        Assert.Contains($"127.0.0.1:{port}", failure.Message, StringComparison.Ordinal);
        Assert.Contains("LIVECAPTIONS_Rtmp__Port", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Usual_port_that_is_taken_leaves_the_server_without_rtmp()
    {
        using var other = TakeUsualPort();

        await using var server = await TestServer.StartAsync(settings: ("Rtmp:Port", ""));

        Assert.Null(server.Services.GetRequiredService<RtmpHost>().Port);
        Assert.True(server.Services.GetRequiredService<RtmpHost>().IsTaken);
        Assert.False((await server.CreateSessionAsync()).Created.GetProperty("ingest").TryGetProperty("rtmp", out _));
    }

    [Fact]
    public async Task Address_names_the_loopback_address_that_is_ours_where_the_other_may_be_a_strangers()
    {
        Assert.SkipUnless(WhipAddressTests.MachineHasIPv6, "This machine has one loopback address only.");
        await using var server = await TestServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/sessions")
        {
            Headers = { Host = $"localhost:{server.Address.Port}" }
        };

        using var response = await server.Http.SendAsync(request, Cancel);

        var ingest = (await response.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("ingest");
        Assert.StartsWith(
            $"rtmp://127.0.0.1:{server.Services.GetRequiredService<RtmpHost>().Port}/live/",
            ingest.GetProperty("rtmp").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("http://localhost:", ingest.GetProperty("whip").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_that_takes_no_rtmp_has_no_address_of_it()
    {
        await using var server = await TestServer.StartAsync(settings: ("Rtmp:Enabled", "false"));
        Assert.False((await server.CreateSessionAsync()).Created.GetProperty("ingest").TryGetProperty("rtmp", out _));
    }

    [Fact]
    public async Task Server_at_localhost_takes_rtmp_at_the_addresses_that_the_machine_has()
    {
        var (web, rtmp) = (FreePorts.Next(), FreePorts.Next());

        await using var server = await TestServer.StartAsync(settings: [("Urls", $"http://localhost:{web}"), ("Rtmp:Port", $"{rtmp}")]);

        Assert.Equal(rtmp, server.Services.GetRequiredService<RtmpHost>().Port);
        using var client = await RtmpClient.PublishAsync((await server.CreateSessionAsync()).Rtmp(), Cancel);
    }

    [Fact]
    public void Listens_where_the_web_server_does()
    {
        Assert.Equal(["127.0.0.1:1935"], Choose("http://127.0.0.1:5080"));
        Assert.Equal(["[::1]:1935"], Choose("https://[::1]:5080"));
        Assert.Equal(["0.0.0.0:1935"], Choose("http://0.0.0.0:5080"));
        Assert.Equal(["[::]:1935"], Choose("http://*:5080"));
        Assert.Equal(
            WhipAddressTests.MachineHasIPv6 ? ["127.0.0.1:1935", "[::1]:1935"] : ["127.0.0.1:1935"], Choose("http://localhost:5080"));
        Assert.Equal(["127.0.0.1:1935"], Choose("http://127.0.0.1:5080", "http://127.0.0.1:5081"));
        Assert.Empty(Choose("http://unix:/tmp/socket"));

        static IEnumerable<string> Choose(params string[] urls) => RtmpAddresses.Choose(urls, 1935).Select(endpoint => endpoint.ToString());
    }

    [Fact]
    public async Task Rtmps_takes_a_stream_with_a_certificate()
    {
        using var files = new CertificateFiles();
        await using var server = await TestServer.StartAsync(
            settings: [("Rtmp:TlsPort", "0"), ("Rtmp:Certificate", files.Certificate), ("Rtmp:CertificateKey", files.Key)]);
        var session = await server.CreateSessionAsync();
        var port = server.Services.GetRequiredService<RtmpHost>().TlsPort;
        Assert.NotNull(port);
        Assert.NotEqual(server.Services.GetRequiredService<RtmpHost>().Port, port);

        using var ffmpeg = Process.Start(new ProcessStartInfo(
            "ffmpeg", [
                .. "-hide_banner -nostdin -loglevel error -f lavfi -i sine=440:d=1 -c:a aac -f flv".Split(' '),
                $"rtmps://127.0.0.1:{port}/live/{session.Key}"
            ]) { UseShellExecute = false })!;
        await ffmpeg.WaitForExitAsync(Cancel);

        Assert.Equal(0, ffmpeg.ExitCode);
        await session.UntilStateAsync("finished");
        Assert.Equal([new(0, 1)], Tone.In(session.Recording()), Tone.Within(0.1));
    }

    [Fact]
    public async Task Rtmps_without_a_certificate_keeps_the_server_from_starting()
    {
        var failure = await Assert.ThrowsAsync<IOException>(() => TestServer.StartAsync(settings: ("Rtmp:TlsPort", "0")));
        Assert.Contains("LIVECAPTIONS_Rtmp__Certificate", failure.Message, StringComparison.Ordinal);
    }

    // Somebody on this machine may have it already: that is as good.
    private static TcpListener TakeUsualPort()
    {
        var listener = new TcpListener(IPAddress.Loopback, RtmpOptions.DefaultPort);
        try
        {
            listener.Start();
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
        }

        return listener;
    }

    private sealed class CertificateFiles : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("livecaptions-test-").FullName;

        public CertificateFiles()
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
            using var certificate = request.CreateSelfSigned(
                DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
            File.WriteAllText(Certificate, certificate.ExportCertificatePem());
            File.WriteAllText(Key, key.ExportPkcs8PrivateKeyPem());
        }

        public string Certificate => Path.Combine(_folder, "certificate.pem");

        public string Key => Path.Combine(_folder, "key.pem");

        public void Dispose() => Directory.Delete(_folder, recursive: true);
    }
}
