using LiveCaptions.Media.Codecs;
using LiveCaptions.Media.Processes;
using LiveCaptions.Server.Import.Links;
using LiveCaptions.Server.Outgoing;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Server.Tests.Import.Links;

/// <summary>What yt-dlp is told, gets, and may.</summary>
public sealed class YtDlpTests : IDisposable
{
    private const string Info = """{"id": "x1", "title": "A talk"}""";
    private static readonly byte[] Talk = [1, 2, 3];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("livecaptions-import-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("--ignore-config")]
    [InlineData("--no-cookies")]
    [InlineData("--no-cookies-from-browser")]
    [InlineData("--no-cache-dir")]
    [InlineData("--no-batch-file")]
    [InlineData("--no-exec")]
    [InlineData("--downloader native")]
    [InlineData("--hls-prefer-native")]
    [InlineData("--fixup never")]
    [InlineData("--ffmpeg-location /nowhere/ffmpeg")]
    [InlineData("--proxy http://127.0.0.1:")]
    public async Task It_is_told_to_do_all_by_itself_and_through_our_proxy(string said)
    {
        using var tool = new FakeYtDlp(Talk, Info);
        await FetchAsync(new FetchOptions { YtDlp = tool.Program });
        Assert.Equal(2, tool.Calls.Length);
        Assert.All(tool.Calls, call => Assert.Contains($"{said}", call, StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_takes_no_format_that_other_programs_would_fetch()
    {
        using var tool = new FakeYtDlp(Talk, Info);
        await FetchAsync(new FetchOptions { YtDlp = tool.Program });
        Assert.All(YtDlpArguments.Formats, format =>
            Assert.All(format.Split('/'), wish => Assert.Contains("[protocol~=\"^(https?|m3u8", wish, StringComparison.Ordinal)));
        Assert.Contains(YtDlpArguments.Formats[0], tool.Calls[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_gets_no_secrets_and_no_way_around_the_proxy()
    {
        Environment.SetEnvironmentVariable("LIVECAPTIONS_TEST_SECRET", "secret-of-ours");
        Environment.SetEnvironmentVariable("no_proxy", "127.0.0.1,intranet.test");
        using var tool = new FakeYtDlp(Talk, Info);
        await FetchAsync(new FetchOptions { YtDlp = tool.Program });
        Assert.DoesNotContain("secret-of-ours", tool.Environment, StringComparison.Ordinal);
        Assert.DoesNotContain("intranet.test", tool.Environment, StringComparison.Ordinal);

        // Who may reach all that this machine does goes as this machine goes.
        await FetchAsync(new FetchOptions { YtDlp = tool.Program, Policy = new AddressPolicy(allowPrivate: true) });
        Assert.Contains("intranet.test", tool.Environment, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-of-ours", tool.Environment, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fragments_that_become_too_much_end_it_and_its_children()
    {
        using var tool = new FakeYtDlp(Talk, Info)
        {
            Download = """(while :; do head -c 300000 /dev/zero > "$out.part-Frag$n"; n=$((n + 1)); done) & echo $! > child; wait"""
        };
        var failure = await Assert.ThrowsAsync<MediaReadException>(() =>
            FetchAsync(new FetchOptions { YtDlp = tool.Program, MaxBytes = 1 << 20 }));
        Assert.Equal("It is larger than the 1 MB that are taken here (LIVECAPTIONS_Import__MaxMegabytes sets it).", failure.Message);
        while (IsRunning(tool.Left("child").Trim()))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    [Fact]
    public async Task One_file_that_becomes_too_much_ends_it_however_fast_it_comes()
    {
        using var tool = new FakeYtDlp(Talk, Info) { Download = """head -c 300000000 /dev/zero > "$out.part" """ };
        var failure = await Assert.ThrowsAsync<MediaReadException>(() =>
            FetchAsync(new FetchOptions { YtDlp = tool.Program, MaxBytes = 1 << 20 }));
        Assert.Contains("MaxMegabytes", failure.Message, StringComparison.Ordinal);
        Assert.InRange(_folder.EnumerateFiles().Sum(file => file.Length), 1 << 20, 3 << 20);
    }

    [Fact]
    public async Task Full_disk_ends_it()
    {
        using var tool = new FakeYtDlp(Talk, Info) { Download = "sleep 600" };
        var failure = await Assert.ThrowsAsync<MediaReadException>(() =>
            FetchAsync(new FetchOptions { YtDlp = tool.Program, MinFreeBytes = long.MaxValue }));
        Assert.Contains("nearly full", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder.FullName, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_has_only_so_much_time()
    {
        var time = new FakeTimeProvider();
        using var tool = new FakeYtDlp(Talk, Info) { Download = "touch begun; sleep 600" };
        var fetching = FetchInTimeAsync(tool, time);
        while (!tool.Has("begun") && !fetching.IsCompleted)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        time.Advance(TimeSpan.FromMinutes(61));
        var failure = await Assert.ThrowsAsync<MediaReadException>(() => fetching);
        Assert.Equal(
            "It takes longer than the 60 minutes that are granted here (LIVECAPTIONS_Import__MaxFetchMinutes sets it).", failure.Message);
    }

    [Theory]
    [InlineData("yt-dlp: error: no such option: --no-cookies-from-browser",
        "The yt-dlp here is too old: it does not know --no-cookies-from-browser.")]
    [InlineData("ERROR: unable to open for writing: [Errno 13] Permission denied: '/srv/data/imports/a.media.mp4.part'. Private video",
        "yt-dlp: unable to open for writing: [Errno 13] Permission denied: (a file). Private video.")]
    public async Task What_it_says_is_passed_on_with_what_to_do_and_without_our_paths(string said, string told)
    {
        using var tool = new FakeYtDlp(Talk, Info, said);
        var failure = await Assert.ThrowsAsync<MediaReadException>(() => FetchAsync(new FetchOptions { YtDlp = tool.Program }));
        Assert.StartsWith(told, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failure_of_an_old_one_says_that_it_is_old_and_what_to_do()
    {
        using var old = new FakeYtDlp(Talk, Info, "ERROR: Video unavailable") { Version = "2023.03.04" };
        using var young = new FakeYtDlp(Talk, Info, "ERROR: Video unavailable");

        var failure = await Assert.ThrowsAsync<MediaReadException>(() => FetchAsync(new FetchOptions { YtDlp = old.Program }));
        Assert.StartsWith("yt-dlp: Video unavailable. yt-dlp 2023.03.04 is old", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Update it", failure.Message, StringComparison.Ordinal);
        Assert.Equal(
            "yt-dlp: Video unavailable.",
            (await Assert.ThrowsAsync<MediaReadException>(() => FetchAsync(new FetchOptions { YtDlp = young.Program }))).Message);
    }

    [Fact]
    public async Task Site_that_lets_in_browsers_only_is_asked_again_as_one_by_who_may_reach_everything()
    {
        using var tool = new FakeYtDlp(Talk, Info, "ERROR: unable to download video data: HTTP Error 403: Forbidden")
        {
            Browsers = Targets("curl_cffi")
        };
        await FetchAsync(new FetchOptions { YtDlp = tool.Program, Policy = new AddressPolicy(allowPrivate: true) });

        Assert.DoesNotContain("--impersonate", tool.Calls[0] + tool.Calls[1], StringComparison.Ordinal);
        Assert.Contains("--impersonate", tool.Calls[2], StringComparison.Ordinal);
        Assert.Equal(3, tool.Calls.Length);
    }

    [Theory]
    [InlineData("curl_cffi (unavailable)", true)]
    [InlineData("", true)]
    [InlineData("curl_cffi", false)]
    public async Task It_passes_for_a_browser_only_where_it_can_and_no_guard_is_needed(string targets, bool allowPrivate)
    {
        using var tool = new FakeYtDlp(Talk, Info, "ERROR: HTTP Error 403: Forbidden. DRM")
        {
            Browsers = targets.Length == 0 ? "" : Targets(targets)
        };
        await Assert.ThrowsAsync<MediaReadException>(() =>
            FetchAsync(new FetchOptions { YtDlp = tool.Program, Policy = new AddressPolicy(allowPrivate) }));
        Assert.All(tool.Calls, call => Assert.DoesNotContain("--impersonate", call, StringComparison.Ordinal));
    }

    /// <summary>Its connections are made in C, where the hook sees nothing.</summary>
    [Fact]
    public async Task Library_that_passes_for_browsers_is_kept_from_a_guarded_one()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "curl_cffi.py"), "");
        using var guard = new PythonGuard(new Uri("http://127.0.0.1:1"));
        string[] program =
        [
            "-c", $"import sys; sys.path.insert(0, '{_folder.FullName}')\ntry:\n  import curl_cffi\n  print('loaded')\n"
                + "except ImportError:\n  print('kept out')"
        ];
        await using var guarded = ToolProcess.Start("python3", "python3", program, new ChildLimits(), guard.Environment);
        await using var free = ToolProcess.Start(
            "python3", "python3", program, new ChildLimits(), new Dictionary<string, string>(StringComparer.Ordinal));

        Assert.Equal("kept out\n", (await guarded.RunAsync(line: null, CancellationToken.None)).Output);
        Assert.Equal("loaded\n", (await free.RunAsync(line: null, CancellationToken.None)).Output);
    }

    private static string Targets(string source) => "[info] Available impersonate targets\nClient      OS          Source\n"
        + $"--------------------------------\nChrome-131  Macos-14    {source}\n";

    [Fact]
    public async Task Endless_words_of_a_page_are_not_listened_to()
    {
        using var tool = new FakeYtDlp(Talk, new string('x', 20_000_000));
        var failure = await Assert.ThrowsAsync<MediaReadException>(() => FetchAsync(new FetchOptions { YtDlp = tool.Program }));
        Assert.Equal("yt-dlp says more than can be read.", failure.Message);
    }

    private Task<FetchedMedia> FetchAsync(FetchOptions options, TimeProvider? time = null)
    {
        var hurried = time ?? TimeProvider.System;
        return new YtDlp(options, new RetryPolicy(hurried), hurried)
            .FetchAsync(
                new Uri("http://media.test/page"), Path.Combine(_folder.FullName, "a"), new Progress<double?>(), CancellationToken.None);
    }

    private async Task FetchInTimeAsync(FakeYtDlp tool, TimeProvider time)
    {
        await using var host = await MediaHost.StartAsync(Talk);
        using var links = new LinkFetcher(
            new FetchOptions { Policy = new AddressPolicy(allowPrivate: true), YtDlp = tool.Program, MaxTime = TimeSpan.FromMinutes(60) },
            time);
        await links.FetchAsync(
            new Uri(host.At("page")), Path.Combine(_folder.FullName, "a"), new Progress<double?>(), CancellationToken.None);
    }

    // Whose parent is gone may be left as a zombie.
    private static bool IsRunning(string process) =>
        File.Exists($"/proc/{process}/stat") && !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);
}
