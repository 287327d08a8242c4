using System.Net.Http.Json;
using LiveCaptions.Server.Import.Links;
using LiveCaptions.Server.Import.Live;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Import.Live;

/// <summary>Which addresses are pulled, from where, and what of them is shown.</summary>
public sealed class LiveRequestTests
{
    private const string Master = "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nlow/live.m3u8?a=b\n#EXT-X-STREAM-INF:BANDWIDTH=2\nhigh.m3u8\n";
    private const string Media = "#EXTM3U\r\n#EXT-X-TARGETDURATION:6\r\n#EXT-X-MEDIA-SEQUENCE:41\r\n#EXTINF:6,\r\na.ts\r\n#EXTINF:6,\r\nb.ts\r\n";

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
    [InlineData("udp://127.0.0.1:9000", true)]
    [InlineData("file:///etc/passwd", true)]
    public async Task Addresses_that_cannot_be_pulled_are_refused(string url, bool live)
    {
        await using var server = await LivePulling.StartAsync();
        Assert.Equal("url_invalid", (await server.RefusedAsync(JsonContent.Create(new { url, live }))).Code);
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

    [Theory]
    [InlineData("https://user:pw@example.test:8443/live/a.m3u8?token=t#f", "https://example.test:8443/live/a.m3u8")]
    [InlineData("srt://example.test:9000?passphrase=pw&streamid=s", "srt://example.test:9000")]
    [InlineData("rtmp://example.test/live/key", "rtmp://example.test/live/")]
    [InlineData("rtsp://user:pw@[2001:db8::1]/camera?x=y", "rtsp://[2001:db8::1]/camera")]
    public void Shown_of_an_address_is_what_anybody_may_see(string url, string shown) => Assert.Equal(shown, LiveAddress.Shown(new Uri(url)));

    [Theory]
    [InlineData("Connection to srt://127.0.0.1:9?passphrase=pw failed: no", "Connection to 127.0.0.1:9 failed: no")]
    [InlineData("'https://u:p@example.test/a/b.ts?token=t' is gone", "'example.test' is gone")]
    [InlineData("Server returned 404 Not Found", "Server returned 404 Not Found")]
    public void Nothing_but_hosts_is_left_of_addresses_in_messages(string said, string clean) => Assert.Equal(clean, LiveAddress.Clean(said));

    [Fact]
    public void Playlists_tell_where_they_stand()
    {
        Assert.Equal(new HlsPlaylist(IsOver: false, Next: 43), HlsPlaylist.Parse(Media));
        Assert.Equal(new HlsPlaylist(IsOver: true, Next: 43), HlsPlaylist.Parse(Media + "#EXT-X-ENDLIST\r\n"));
        Assert.Null(HlsPlaylist.Parse(Master));
        Assert.Null(HlsPlaylist.Parse("#EXTM3U\n#EXTINF:-1,A song list\nhttp://example.test/song.mp3\n"));
        Assert.Null(HlsPlaylist.Parse(""));
        Assert.Equal("low/live.m3u8?a=b", HlsPlaylist.FirstVariant(Master));
        Assert.Null(HlsPlaylist.FirstVariant(Media));
    }

    [Fact]
    public void Web_streams_go_through_the_proxy_and_nothing_reads_files()
    {
        string[] addresses = ["https://example.test/live.m3u8", "rtsp://example.test/a", "srt://example.test:1", "rtmp://example.test/a/b/c"];
        foreach (var address in addresses)
        {
            var options = LiveInput.Options(new Uri(address), isPlaylist: false, "http://127.0.0.1:1", TimeSpan.FromSeconds(5));
            var protocols = options[options.ToList().IndexOf("-protocol_whitelist") + 1].Split(',');
            Assert.Empty(protocols.Intersect(["file", "concat", "subfile", "pipe", "unix", "udp", "rtp"]));
            Assert.Equal(address.StartsWith("http", StringComparison.Ordinal), options.Contains("-http_proxy"));
        }

        Assert.Contains("rtmp://example.test/a/b", LiveInput.Options(new Uri(addresses[3]), isPlaylist: false, proxy: null, TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task Protocols_without_a_proxy_are_given_the_address_that_was_checked()
    {
        var pinned = await LiveInput.PinAsync(new Uri("srt://1.1.1.1:9000?passphrase=pw"), new AddressPolicy(allowPrivate: false), CancellationToken.None);
        Assert.Equal("1.1.1.1", pinned.Host);
        Assert.Equal("?passphrase=pw", pinned.Query);
        await Assert.ThrowsAsync<AddressRefusedException>(
            () => LiveInput.PinAsync(new Uri("rtmp://localhost/live/a"), new AddressPolicy(allowPrivate: false), CancellationToken.None));
    }
}
