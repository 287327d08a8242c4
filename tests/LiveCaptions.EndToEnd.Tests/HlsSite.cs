using System.Diagnostics;
using LiveCaptions.Server.Basics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>Somebody's site with a video and hls.js, on an address of its own.</summary>
public sealed class HlsSite : IAsyncDisposable
{
    private const string Page = """
        <!doctype html><title>Player</title><link rel="icon" href="data:,"><video muted width="320" height="180"></video><script src="hls.min.js"></script>
        <script>
          const hls = new Hls();
          hls.loadSource(new URLSearchParams(location.search).get("source"));
          hls.attachMedia(document.querySelector("video"));
        </script>
        """;

    private readonly WebApplication _app;
    private readonly TempFolder _video;

    private HlsSite(WebApplication app, TempFolder video) => (_app, _video) = (app, video);

    /// <summary>The playlist of the video, whose clock begins at 1.4 s as ffmpeg's MPEG-2 streams do.</summary>
    public string Video => $"{_app.Urls.First()}/video.m3u8";

    public static async Task<HlsSite> StartAsync(int seconds)
    {
        var player = Path.Combine(
            HomeFolder.Find(), "tests", "LiveCaptions.EndToEnd.Tests", "clients", "node_modules", "hls.js", "dist", "hls.min.js");
        Assert.True(
            File.Exists(player), $"hls.js is missing: run 'npm ci' in {Path.GetFullPath("../../..", player)}, or './livecaptions test'.");
        var video = new TempFolder();
        await MakeVideoAsync(video.Path, seconds);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/", () => Results.Content(Page, "text/html"));
        app.MapGet("/hls.min.js", () => Results.File(player, "text/javascript"));
        app.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(video.Path), ServeUnknownFileTypes = true });
        await app.StartAsync();
        return new HlsSite(app, video);
    }

    /// <summary>The address of the page that plays a source.</summary>
    public string PageOf(string source) => $"{_app.Urls.First()}/?source={Uri.EscapeDataString(source)}";

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _video.Dispose();
    }

    private static async Task MakeVideoAsync(string folder, int seconds)
    {
        using var ffmpeg = Process.Start(new ProcessStartInfo(
            "ffmpeg",
            [
                .. $"-hide_banner -nostdin -loglevel error -f lavfi -i testsrc=d={seconds}:s=320x180:r=10".Split(' '),
                .. "-c:v libx264 -preset ultrafast -pix_fmt yuv420p -g 20".Split(' '),
                .. "-f hls -hls_time 6 -hls_list_size 0 video.m3u8".Split(' '),
            ]) { UseShellExecute = false, WorkingDirectory = folder })!;
        await ffmpeg.WaitForExitAsync();
        Assert.Equal(0, ffmpeg.ExitCode);
    }
}
