using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Import.Links;
using LiveCaptions.Server.Outgoing;
using LiveCaptions.Server.Tests.Harness;
using LiveCaptions.Server.Tests.Ingest.Rtmp;

namespace LiveCaptions.Server.Tests.Import.Live;

/// <summary>What a playlist may be made of, and what it cannot make the server do.</summary>
[Collection(Children.Collection)]
public sealed class LiveHlsTests
{
    private const string Ts = "-c:a aac -b:a 96k -f mpegts";
    private const string Head = "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:2\n#EXT-X-PLAYLIST-TYPE:VOD\n";

    [Theory]
    [InlineData("hls", true)]
    [InlineData("ranges", true)]
    [InlineData("odd", true)]
    [InlineData("hls", null)]
    [InlineData("ranges", false)]
    [InlineData("odd", false)]
    [InlineData("cut", false)]
    public async Task Segments_that_do_not_belong_together_are_heard_one_after_the_other(string path, bool? live)
    {
        await using var host = await LiveHost.StartAsync();
        await WriteAsync(host, "plain.ts", await LiveEncoder.FileAsync(400, 2, Ts));
        var fragments = await LiveEncoder.FileAsync(
            650, 2, "-c:a aac -b:a 96k -f mp4 -movflags +empty_moov+default_base_moof -frag_duration 500000");
        await WriteAsync(host, "all.mp4", fragments);
        await WriteAsync(host, "packed.aac", await LiveEncoder.FileAsync(1_350, 2, "-c:a aac -b:a 96k -f adts"));
        var (key, iv) = (RandomNumberGenerator.GetBytes(16), RandomNumberGenerator.GetBytes(16));
        await WriteAsync(host, "key", key);
        await WriteAsync(host, "secret.ts", Encrypt(await LiveEncoder.FileAsync(1_000, 2, Ts), key, iv));
        var first = fragments.AsSpan().IndexOf("moof"u8) - 4;
        var second = first + 8 + fragments.AsSpan(first + 8).IndexOf("moof"u8) - 4;
        await WriteAsync(host, "live.m3u8", string.Create(CultureInfo.InvariantCulture, $"""
            {Head}#EXTINF:2,
            plain.ts
            #EXT-X-DISCONTINUITY
            #EXTINF:2,
            packed.aac
            #EXT-X-DISCONTINUITY
            #EXT-X-KEY:METHOD=AES-128,URI="key",IV=0x{Convert.ToHexString(iv)}
            #EXTINF:2,
            secret.ts
            #EXT-X-DISCONTINUITY
            #EXT-X-KEY:METHOD=NONE
            #EXT-X-MAP:URI="all.mp4",BYTERANGE="{first}@0"
            #EXTINF:0.5,
            #EXT-X-BYTERANGE:{second - first}@{first}
            all.mp4
            #EXTINF:1.5,
            #EXT-X-BYTERANGE:{fragments.Length - second}
            all.mp4
            #EXT-X-ENDLIST
            """));
        await using var server = await LivePulling.StartAsync();
        var session = await server.PullAsync(host.At($"{path}/live.m3u8"), live);
        await session.UntilStateAsync("finished");

        RecordedAudio.Of(session).IsHeardAs(0.15, (400, 2), (1_350, 2), (1_000, 2), (650, 2));
        Assert.Equal("publisherClosed", await session.EndReasonAsync());
        Assert.Empty(Children.Decoders());
    }

    [Fact]
    public async Task Sound_that_a_server_has_apart_from_the_pictures_is_pulled_alone_and_from_where_it_moved()
    {
        await using var host = await LiveHost.StartAsync();
        await WriteAsync(host, "sound.ts", await LiveEncoder.FileAsync(650, 3, Ts));
        await WriteAsync(host, "sound.m3u8", $"{Head}#EXTINF:3,\nsound.ts\n#EXT-X-ENDLIST\n");
        await WriteAsync(host, "live.m3u8", "#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"x\",DEFAULT=YES,URI=\"sound.m3u8\"\n"
            + "#EXT-X-STREAM-INF:BANDWIDTH=1,AUDIO=\"a\"\npictures.m3u8\n");
        await using var server = await LivePulling.StartAsync();
        var session = await server.PullAsync(host.At("moved.m3u8"));
        await session.UntilStateAsync("finished");
        RecordedAudio.Of(session).IsHeardAs(0.15, (650, 3));
    }

    [Theory]
    [InlineData("#EXTINF:2,\nhttpproxy://127.0.0.1:{0}/segment.ts\n", "not followed")]
    [InlineData("#EXT-X-KEY:METHOD=AES-128,URI=\"httpproxy://127.0.0.1:{0}/key\"\n#EXTINF:2,\nplain.ts\n", "not followed")]
    [InlineData("#EXT-X-MAP:URI=\"tcp://127.0.0.1:{0}\"\n#EXTINF:2,\nplain.ts\n", "not followed")]
    [InlineData("#EXTINF:2,\nfile:///etc/passwd\n", "not followed")]
    [InlineData("#EXTINF:2,\nhttp://127.0.0.1:{0}/segment.ts\n", "private network")]
    [InlineData("#EXT-X-KEY:METHOD=AES-128,URI=\"http://localhost:{0}/key\"\n#EXTINF:2,\nplain.ts\n", "private network")]
    [InlineData("#EXT-X-MAP:URI=\"http://[::ffff:127.0.0.1]:{0}/map\"\n#EXTINF:2,\nplain.ts\n", "private network")]
    [InlineData("#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"key\"\n#EXTINF:2,\nplain.ts\n", "AES-128 is")]
    public async Task Playlist_has_the_server_reach_nothing_that_whoever_pulls_it_may_not(string list, string reason)
    {
        using var inside = new TcpListener(IPAddress.Loopback, 0);
        inside.Start();
        await using var host = await LiveHost.StartAsync();
        await WriteAsync(host, "plain.ts", await LiveEncoder.FileAsync(400, 2, Ts));
        await WriteAsync(
            host, "live.m3u8",
            $"{Head}{list.Replace("{0}", $"{((IPEndPoint)inside.LocalEndpoint).Port}", StringComparison.Ordinal)}#EXT-X-ENDLIST\n");
        await using var server = await TestServer.StartAsync(
            settings: [("Outgoing:Allow", new Uri(host.At("")).Authority), ("Sessions:GraceSeconds", "0.5")]);
        foreach (var live in (bool[])[true, false])
        {
            var session = await server.PullAsync(host.At("hls/live.m3u8"), live);
            await session.UntilStateAsync("failed");
            Assert.Contains(reason, await session.MessageAsync(), StringComparison.Ordinal);
        }

        Assert.False(inside.Pending());
    }

    [Fact]
    public async Task Recording_that_is_larger_than_may_be_is_not_fetched_to_its_end()
    {
        await using var host = await LiveHost.StartAsync();
        await WriteAsync(host, "plain.ts", await LiveEncoder.FileAsync(400, 2, $"{Ts} -muxrate 8M"));
        await WriteAsync(host, "live.m3u8", $"{Head}{string.Concat(Enumerable.Repeat("#EXTINF:2,\nplain.ts\n", 100))}#EXT-X-ENDLIST\n");
        await using var server = await TestServer.StartAsync(
            settings: [("Import:AllowPrivateAddresses", "true"), ("Import:MaxMegabytes", "3")]);
        var session = await server.PullAsync(host.At("hls/live.m3u8"), live: null);
        await session.UntilStateAsync("failed");

        Assert.Contains("It is larger than the 3 MB", await session.MessageAsync(), StringComparison.Ordinal);
        await server.UntilAsync(() => Task.FromResult(server.ImportFiles().Length == 0));
    }

    [Fact]
    public async Task Recording_of_which_a_segment_is_gone_fails_with_what_is_the_matter()
    {
        await using var host = await LiveHost.StartAsync();
        await WriteAsync(host, "plain.ts", await LiveEncoder.FileAsync(400, 2, Ts));
        await WriteAsync(host, "live.m3u8", $"{Head}#EXTINF:2,\nplain.ts\n#EXTINF:2,\ngone.ts\n#EXT-X-ENDLIST\n");
        var folder = Directory.CreateTempSubdirectory("livecaptions-import-");
        using var links = new LinkFetcher(new FetchOptions { Policy = new AddressPolicy(allowPrivate: true) }, new HurriedTime());

        var failure = await Assert.ThrowsAsync<MediaReadException>(() => links.FetchAsync(
            new Uri(host.At("hls/live.m3u8")), Path.Combine(folder.FullName, "a"), new Progress<double?>(), CancellationToken.None));

        Assert.Equal("127.0.0.1 answered 404 (Not Found).", failure.Message);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Live_stream_that_is_asked_for_as_a_recording_is_refused_with_what_to_do()
    {
        await using var host = await LiveHost.StartAsync();
        await WriteAsync(host, "live.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nplain.ts\n");
        await using var server = await LivePulling.StartAsync();

        var (status, code, detail) = await server.RefusedAsync(JsonContent.Create(new { url = host.At("hls/live.m3u8"), live = false }));

        Assert.Equal((400, "live_stream"), (status, code));
        Assert.Contains("\"live\": true", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Channels_of_a_recording_in_segments_are_not_split()
    {
        await using var host = await LiveHost.StartAsync();
        await WriteAsync(host, "live.m3u8", $"{Head}#EXTINF:2,\nplain.ts\n#EXT-X-ENDLIST\n");
        await using var server = await LivePulling.StartAsync();
        Assert.Equal(
            "split_invalid",
            (await server.RefusedAsync(JsonContent.Create(new { url = host.At("hls/live.m3u8"), splitChannels = true }))).Code);
    }

    [Fact]
    public async Task Nothing_is_pulled_from_who_cannot_prove_who_it_is()
    {
        using var certificate = SelfSigned.Create();
        await using var host = await LiveHost.StartUntrustedAsync(certificate);
        await using var server = await LivePulling.StartAsync(grace: 0.5);
        var session = await server.PullAsync(host.At("hls/live.m3u8"));
        await session.UntilStateAsync("failed");
        Assert.Contains("127.0.0.1 has a certificate that is not trusted here", await session.MessageAsync(), StringComparison.Ordinal);
    }

    private static Task WriteAsync(LiveHost host, string file, byte[] bytes) =>
        File.WriteAllBytesAsync(Path.Combine(host.Folder, file), bytes);

    private static Task WriteAsync(LiveHost host, string file, string text) => WriteAsync(host, file, Encoding.UTF8.GetBytes(text));

    private static byte[] Encrypt(byte[] bytes, byte[] key, byte[] iv)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        return aes.EncryptCbc(bytes, iv);
    }
}
