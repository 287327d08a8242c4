using System.Net.Http.Json;
using LiveCaptions.Server.Import.Live;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Import.Live;

/// <summary>Which addresses are pulled, from where, and what of them is shown.</summary>
public sealed class LiveRequestTests
{
    [Theory]
    [InlineData("srt://127.0.0.1:9000", 403)]
    [InlineData("srt://[::1]:9000", 403)]
    [InlineData("rtmp://10.1.2.3/live/a", 403)]
    [InlineData("rtmps://localhost/live/a", 403)]
    [InlineData("http://169.254.169.254/live", 403)]
    [InlineData("rtsp://203.0.113.9/camera", 400)]
    public async Task Private_addresses_are_not_pulled_unless_allowed(string url, int expected)
    {
        await using var server = await TestServer.StartAsync();
        var (status, _, detail) = await server.RefusedAsync(JsonContent.Create(new { url, live = true }));
        Assert.Equal(expected, status);
        Assert.Contains("AllowPrivateAddresses=true", detail, StringComparison.Ordinal);
        Assert.Equal(0, (await server.GetAsync("/api/sessions")).GetArrayLength());
    }

    [Theory]
    [InlineData("srt://127.0.0.1:9000?mode=listener", true)]
    [InlineData("srt://127.0.0.1", true)]
    [InlineData("rtsp:camera", true)]
    [InlineData("rtsp://127.0.0.1/camera", false)]
    [InlineData("srt://127.0.0.1:9000?mode=listener&x=mode=caller", true)]
    [InlineData("srt://127.0.0.1:9000?x=mode=caller&mode=rendezvous", true)]
    [InlineData("srt://127.0.0.1:9000?mode=caller&mode=listener", true)]
    [InlineData("srt://127.0.0.1:9000?%6Dode=listener", true)]
    [InlineData("srt://127.0.0.1:9000?passphrase=long+enough+mode=listener&adapter=0.0.0.0", true)]
    [InlineData("srt://127.0.0.1:9000?passphrase=short", true)]
    [InlineData("srt://127.0.0.1:9000?streamid=a%0Aoption%20mode%20listener", true)]
    [InlineData("srt://127.0.0.1:9000?listen_timeout=1", true)]
    [InlineData("udp://127.0.0.1:9000", true)]
    [InlineData("file:///etc/passwd", true)]
    public async Task Addresses_that_cannot_be_pulled_are_refused(string url, bool live)
    {
        await using var server = await LivePulling.StartAsync();
        Assert.Equal("url_invalid", (await server.RefusedAsync(JsonContent.Create(new { url, live }))).Code);
    }

    [Fact]
    public async Task Camera_that_the_configuration_names_is_pulled()
    {
        await using var server = await TestServer.StartAsync(
            settings: [("Outgoing:Allow", "127.0.0.1:1"), ("Sessions:GraceSeconds", "0.1")]);
        var session = await server.PullAsync("rtsp://127.0.0.1:1/camera", live: null);
        await session.UntilStateAsync("failed");
        Assert.Contains("refused", await session.MessageAsync(), StringComparison.Ordinal);
        Assert.Equal("url_invalid", (await server.RefusedAsync(JsonContent.Create(new { url = "rtsp://127.0.0.1:2/camera" }))).Code);
    }

    [Fact]
    public async Task Full_server_pulls_nothing_more()
    {
        await using var server = await TestServer.StartAsync(maxStreams: 1, settings: ("Import:AllowPrivateAddresses", "true"));
        var live = await server.CreateSessionAsync();
        await using var publisher = await live.PublishAsync();
        await publisher.SendAsync(FakeSpeech.Begin(1));
        Assert.Equal((503, "full"), await ShortAsync(server));

        await publisher.CloseAsync();
        await server.ImportAsync(JsonContent.Create(new { url = "srt://127.0.0.1:9" }));
        Assert.Equal((503, "full"), await ShortAsync(server));

        static async Task<(int, string?)> ShortAsync(TestServer server)
        {
            var (status, code, _) = await server.RefusedAsync(JsonContent.Create(new { url = "srt://127.0.0.1:9" }));
            return (status, code);
        }
    }

    [Fact]
    public void Srt_parameters_that_are_taken_are_options_and_not_part_of_an_address()
    {
        var url = new Uri("srt://example.test:9000?streamid=%23!::r=live/a,m=request&passphrase=it's+ten+long%3F&"
            + "latency=200000&mode=caller&transtype=live");
        Assert.Null(SrtAddress.FindFault(url));
        Assert.Equal(
            [
                new("mode", "caller"), new("streamid", "#!::r=live/a,m=request"),
                new("passphrase", "it's ten long?"), new("latency", "200000")
            ],
            SrtAddress.Options(url));
    }

    [Fact]
    public void What_is_pulled_by_tcp_goes_to_a_relay_and_may_nothing_else()
    {
        var rtmp = SocketFeed.ScriptOf(new Uri("rtmps://example.test/a/b/c?key=it's"), port: 9, "1");
        Assert.Equal(("rtmp,tcp", "flv,live_flv"), (rtmp.Protocols, rtmp.Formats));
        Assert.Contains("file 'rtmp://127.0.0.1:9/a/b/c?key=it'\\''s'\n", rtmp.Write(), StringComparison.Ordinal);
        Assert.Contains("option rtmp_tcurl 'rtmps://example.test/a/b'\n", rtmp.Write(), StringComparison.Ordinal);
        var rtsp = SocketFeed.ScriptOf(new Uri("rtsp://user:pw@example.test/camera"), port: 9, "1");
        Assert.Equal(("tcp", "rtsp"), (rtsp.Protocols, rtsp.Formats));
        Assert.Contains("file 'rtsp://user:pw@127.0.0.1:9/camera'\n", rtsp.Write(), StringComparison.Ordinal);
    }
}
