using System.Net.Http.Json;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Import.Links;
using LiveCaptions.Server.Outgoing;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.Logging;

namespace LiveCaptions.Server.Tests.Import;

public sealed class LinkImportTests
{
    private const string Info = """
        {"id": "x1", "title": "A talk: on/with % signs", "language": "de", "is_live": false, "duration": 3,
         "chapters": [{"start_time": 0.0, "end_time": 1.0, "title": "Opening"}, {"start_time": 1.0, "end_time": 2.0, "title": "End"}],
         "subtitles": {"en": [{"ext": "vtt"}], "live_chat": []}, "automatic_captions": {"fr": []}}
        """;

    private static readonly byte[] Talk = TestImports.Wav([.. FakeSpeech.Say(1, 2), .. FakeSpeech.Say(3)]);

    [Theory]
    [InlineData("talk.wav", "talk")]
    [InlineData("no-name", "no-name")]
    [InlineData("moved.wav?key=secret", "moved")]
    public async Task Media_file_behind_a_link_becomes_a_session(string path, string title)
    {
        await using var host = await MediaHost.StartAsync(Talk);
        await using var server = await StartAsync();
        var session = await ImportAsync(server, host.At(path));
        await session.UntilStateAsync("finished");

        Assert.Equal(FakeSpeech.Text(1, 2, 3), await session.TextAsync());
        var view = await session.ViewAsync();
        Assert.Equal(title, view.GetProperty("title").GetString());
        Assert.Equal(host.At(path).Split('?')[0], view.GetProperty("source").GetString());
        await server.UntilAsync(() => Task.FromResult(server.ImportFiles().Length == 0));
    }

    [Theory]
    [InlineData("talk.wav", "finished")]
    [InlineData("none.wav", "failed")]
    public async Task Signature_of_an_address_is_shown_nowhere(string path, string state)
    {
        using var log = new LogCapture();
        await using var host = await MediaHost.StartAsync(Talk);
        await using var server = await StartAsync(log: log);
        var address = host.At(path);
        var session = await ImportAsync(
            server, $"{address.Replace("//", "//user:never-to-be-shown@", StringComparison.Ordinal)}?X-Amz-Signature=never-to-be-shown");
        await session.UntilStateAsync(state);

        Assert.Equal(address, (await session.ViewAsync()).GetProperty("source").GetString());
        Assert.All((string[])[(await session.ViewAsync()).GetRawText(), .. log.Lines], told =>
            Assert.DoesNotContain("never-to-be-shown", told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Download_that_is_cut_again_and_again_goes_on_where_it_was()
    {
        await using var host = await MediaHost.StartAsync(Talk);
        await using var server = await StartAsync();
        var session = await ImportAsync(server, host.At("cut.wav"));
        await session.UntilStateAsync("finished");

        Assert.Equal(FakeSpeech.Text(1, 2, 3), await session.TextAsync());
        Assert.Equal(["", $"bytes={(Talk.Length / 3) + 1}-", $"bytes={2 * ((Talk.Length / 3) + 1)}-"], host.Asked[1..]);
    }

    [Fact]
    public async Task Server_that_is_busy_for_a_while_is_asked_again()
    {
        await using var host = await MediaHost.StartAsync(Talk);
        await using var server = await StartAsync();
        var session = await ImportAsync(server, host.At("flaky.wav"));
        await session.UntilStateAsync("finished");
        Assert.Equal(FakeSpeech.Text(1, 2, 3), await session.TextAsync());
    }

    [Fact]
    public async Task Download_that_is_cut_at_the_same_place_for_ever_is_given_up()
    {
        await using var host = await MediaHost.StartAsync(Talk);
        using var links = new LinkFetcher(new FetchOptions { Policy = new AddressPolicy(allowPrivate: true) }, new HurriedTime());
        var folder = Directory.CreateTempSubdirectory("livecaptions-import-");
        var failure = await Assert.ThrowsAsync<MediaReadException>(
            () => links.FetchAsync(
                new Uri(host.At("always-cut.wav")), Path.Combine(folder.FullName, "a"), new Progress<double?>(), CancellationToken.None));
        Assert.Contains("127.0.0.1", failure.Message, StringComparison.Ordinal);
        Assert.Equal(5, host.Asked.Count);
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("none.wav", "answered 404")]
    [InlineData("list.wav", "playlist")]
    [InlineData("endless.wav", "1 MB")]
    [InlineData("round", "answered 302")]
    public async Task Link_that_gives_nothing_fails_its_session_with_one_clear_line(string path, string reason)
    {
        await using var host = await MediaHost.StartAsync(Talk);
        await using var server = await StartAsync(settings: ("Import:MaxMegabytes", "1"));
        var session = await ImportAsync(server, host.At(path));
        await session.UntilStateAsync("failed");

        var view = await session.ViewAsync();
        Assert.Equal("sourceUnreadable", view.GetProperty("endReason").GetString());
        Assert.Contains(reason, view.GetProperty("message").GetString(), StringComparison.Ordinal);
        await server.UntilAsync(() => Task.FromResult(server.ImportFiles().Length == 0));
    }

    [Fact]
    public async Task Fetching_is_ended_with_its_session()
    {
        await using var host = await MediaHost.StartAsync(Talk);
        await using var server = await StartAsync(settings: ("Import:Concurrency", "1"));
        var slow = await ImportAsync(server, host.At("slow.wav"));
        var next = await ImportAsync(server, host.At("talk.wav"));
        await server.UntilAsync(async () =>
            (await slow.ViewAsync()).TryGetProperty("message", out var message) && message.GetString() == "Fetching");

        using var finished = await server.Http.PostAsync($"/api/sessions/{slow.Id}/finish", content: null);
        await next.UntilStateAsync("finished");
        Assert.Equal("finished", await slow.StateAsync());
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/a.wav")]
    [InlineData("http://localhost:1/a.wav")]
    [InlineData("http://[::1]:1/a.wav")]
    [InlineData("http://[::ffff:10.0.0.1]/a.wav")]
    [InlineData("http://10.1.2.3/a.wav")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://2130706433/a.wav")]
    [InlineData("http://0x7f.1/a.wav")]
    public async Task Private_addresses_are_not_fetched_unless_allowed(string url)
    {
        await using var server = await TestServer.StartAsync();
        var (status, code, detail) = await server.RefusedAsync(JsonContent.Create(new { url }));
        Assert.Equal((403, "address_refused"), (status, code));
        Assert.Contains("AllowPrivateAddresses", detail, StringComparison.Ordinal);
        Assert.Equal(0, (await server.GetAsync("/api/sessions")).GetArrayLength());
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("concat:a|b")]
    [InlineData("ftp://example.test/a.wav")]
    [InlineData("talk.wav")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Only_web_addresses_are_taken(string? url)
    {
        await using var server = await StartAsync();
        Assert.Equal("url_invalid", (await server.RefusedAsync(JsonContent.Create(new { url }))).Code);
    }

    [Fact]
    public async Task Page_is_fetched_through_yt_dlp_with_all_it_says()
    {
        using var tool = new FakeYtDlp(Talk, Info);
        await using var host = await MediaHost.StartAsync(Talk);
        await using var server = await StartAsync(tool);
        var session = await ImportAsync(server, host.At("page"));
        await session.UntilStateAsync("finished");

        Assert.Equal(FakeSpeech.Text(1, 2, 3), await session.TextAsync());
        var view = await session.ViewAsync();
        Assert.Equal("A talk: on/with % signs", view.GetProperty("title").GetString());
        Assert.Equal("de", view.GetProperty("language").GetString());
        Assert.Equal(
            ["Opening", "End"], view.GetProperty("chapters").EnumerateArray().Select(chapter => chapter.GetProperty("title").GetString()));
        Assert.Equal(["en"], view.GetProperty("existingCaptions").EnumerateArray().Select(language => language.GetString()));
        Assert.All(tool.Calls, call => Assert.EndsWith($"-- {host.At("page")}", call, StringComparison.Ordinal));
        await server.UntilAsync(() => Task.FromResult(server.ImportFiles().Length == 0));
    }

    [Fact]
    public async Task Other_formats_are_tried_and_what_may_pass_is_tried_again()
    {
        using var tool = new FakeYtDlp(
            Talk, Info, "ERROR: [x] x1: Requested format is not available. Use --list-formats",
            "ERROR: unable to download video data: HTTP Error 503");
        await using var host = await MediaHost.StartAsync(Talk);
        await using var server = await StartAsync(tool);
        var session = await ImportAsync(server, host.At("page"));
        await session.UntilStateAsync("finished");

        Assert.Equal(FakeSpeech.Text(1, 2, 3), await session.TextAsync());
        Assert.Contains("-f bestaudio[", tool.Calls[1], StringComparison.Ordinal);
        Assert.DoesNotContain("-f bestaudio[", tool.Calls[2], StringComparison.Ordinal);
        Assert.Equal(4, tool.Calls.Length);
    }

    [Theory]
    [InlineData(Info, "ERROR: [x] x1: Private video. Sign in", "Private video")]
    [InlineData("""{"id": "x1", "title": "Now", "is_live": true}""", "", "live now")]
    [InlineData("no json", "", "nothing that can be read")]
    public async Task What_yt_dlp_cannot_have_is_told_in_its_words_and_not_tried_again(string info, string failure, string reason)
    {
        using var tool = new FakeYtDlp(Talk, info, failure);
        await using var host = await MediaHost.StartAsync(Talk);
        await using var server = await StartAsync(tool);
        var session = await ImportAsync(server, host.At("page"));
        await session.UntilStateAsync("failed");
        Assert.Contains(reason, (await session.ViewAsync()).GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.InRange(tool.Calls.Length, 1, 2);
    }

    [Fact]
    public async Task Fragments_beyond_the_limit_fail_the_session_and_leave_nothing()
    {
        using var tool = new FakeYtDlp(Talk, Info)
        {
            Download = """while :; do head -c 300000 /dev/zero > "$out.part-Frag$n"; n=$((n + 1)); done"""
        };
        await using var host = await MediaHost.StartAsync(Talk);
        await using var server = await StartAsync(tool, settings: ("Import:MaxMegabytes", "1"));
        var session = await ImportAsync(server, host.At("page"));
        await session.UntilStateAsync("failed");

        Assert.Contains(
            "LIVECAPTIONS_Import__MaxMegabytes", (await session.ViewAsync()).GetProperty("message").GetString(), StringComparison.Ordinal);
        await server.UntilAsync(() => Task.FromResult(server.ImportFiles().Length == 0));
    }

    [Fact]
    public async Task Page_without_yt_dlp_is_refused_with_what_to_install()
    {
        await using var host = await MediaHost.StartAsync(Talk);
        await using var server = await StartAsync(settings: ("Import:YtDlp", "/nowhere/yt-dlp"));
        var (status, code, detail) = await server.RefusedAsync(JsonContent.Create(new { url = host.At("page") }));
        Assert.Equal((501, "yt_dlp_missing"), (status, code));
        Assert.Contains("apt-get install yt-dlp", detail, StringComparison.Ordinal);
    }

    private static Task<TestServer> StartAsync(
        FakeYtDlp? tool = null, LogCapture? log = null, params (string Name, string Value)[] settings) => TestServer.StartAsync(
            configure: builder => builder.Logging.AddProvider(log ?? new LogCapture()).SetMinimumLevel(LogLevel.Trace),
            settings: [.. settings, ("Import:AllowPrivateAddresses", "true"), ("Import:YtDlp", tool?.Program ?? "/nowhere/yt-dlp")]);

    private static Task<TestSession> ImportAsync(TestServer server, string url) => server.ImportAsync(JsonContent.Create(new { url }));
}
