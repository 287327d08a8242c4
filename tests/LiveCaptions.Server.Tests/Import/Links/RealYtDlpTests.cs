using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using LiveCaptions.Server.Import.Links;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LiveCaptions.Server.Tests.Import.Links;

/// <summary>The yt-dlp of this machine, on a page with an HLS playlist, behind a proxy that alone knows the page's host.</summary>
public sealed class RealYtDlpTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("livecaptions-import-");
    private readonly TcpListener _inside = new(IPAddress.Loopback, 0);
    private readonly List<string> _asked = [];
    private WebApplication? _proxy;
    private byte[] _segment = [];
    private string _playlist = "";

    private string Stem => Path.Combine(_folder.FullName, "a");

    public async ValueTask InitializeAsync()
    {
        _inside.Start();
        var segment = Path.Combine(_folder.FullName, "segment.ts");
        using (var ffmpeg = Process.Start("ffmpeg", ["-nostdin", "-v", "error", "-f", "lavfi", "-i", "sine=d=1", "-c:a", "aac", segment]))
        {
            await ffmpeg.WaitForExitAsync();
        }

        _segment = await File.ReadAllBytesAsync(segment);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _proxy = builder.Build();
        _proxy.Use((HttpContext context, RequestDelegate next) =>
        {
            lock (_asked)
            {
                _asked.Add($"{context.Request.Method} {context.Request.Host}{context.Request.Path}");
            }

            return next(context);
        });
        _proxy.MapGet("/page", () => Results.Content(
            "<html><title>A talk</title><video><source src=\"http://media.test/list.m3u8\" type=\"application/x-mpegURL\"></video></html>",
            "text/html"));
        _proxy.MapGet("/list.m3u8", () => Results.Text(_playlist, "application/vnd.apple.mpegurl"));
        _proxy.MapGet("/{part}.ts", () => Results.Bytes(_segment, "video/mp2t"));
        await _proxy.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _proxy!.DisposeAsync();
        _inside.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task It_fetches_a_page_s_playlist_by_the_proxy()
    {
        _playlist = Playlist("http://media.test/one.ts", "http://media.test/two.ts");
        await FetchAsync();
        Assert.InRange(new FileInfo($"{Stem}.media.mp4").Length, _segment.Length, 3 * _segment.Length);
        Assert.Contains("GET media.test/one.ts", _asked);
        Assert.Contains("GET media.test/two.ts", _asked);
    }

    // ftp:// is what yt-dlp of old asks no proxy for.
    [Theory]
    [InlineData("ftp")]
    [InlineData("http")]
    [InlineData("rtmp")]
    [InlineData("file")]
    public async Task It_reaches_nothing_else_whatever_the_playlist_names(string scheme)
    {
        _playlist = Playlist("http://media.test/one.ts", $"{scheme}://{_inside.LocalEndpoint}/inside.ts");
        await Record.ExceptionAsync(FetchAsync);
        Assert.Contains("GET media.test/one.ts", _asked);
        Assert.False(_inside.Pending());
    }

    private async Task FetchAsync()
    {
        Assert.SkipUnless(ToolProcess.IsInstalled("yt-dlp"), "yt-dlp is not installed.");
        var address = _proxy!.Urls.First();
        using var guard = new PythonGuard(new Uri(address));
        var call = new YtDlpCall(new FetchOptions(), TimeProvider.System, Stem, guard.Environment);
        var page = new Uri("http://media.test/page");
        Assert.StartsWith(
            "A talk", PageInfo.Parse(await call.RunAsync(YtDlpArguments.Look(page, address), line: null, CancellationToken.None)).Title,
            StringComparison.Ordinal);
        await call.RunAsync(
            YtDlpArguments.Download(page, address, YtDlpArguments.Formats[0], Stem, long.MaxValue), _ => { }, CancellationToken.None);
    }

    private static string Playlist(params string[] segments) =>
        $"#EXTM3U\n#EXT-X-TARGETDURATION:2\n{string.Concat(segments.Select(segment => $"#EXTINF:1,\n{segment}\n"))}#EXT-X-ENDLIST\n";
}
