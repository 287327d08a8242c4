using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LiveCaptions.Server.Tests.Harness;

/// <summary>
/// Somebody else's web server with live streams: HLS out of a folder, and a radio that gives each listener the next of its programmes.
/// </summary>
internal sealed class LiveHost : IAsyncDisposable
{
    private const int StepsPerSecond = 20;
    private readonly WebApplication _app;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("livecaptions-hls-");
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, bool> _asked = new(StringComparer.Ordinal);
    private int _requests;

    private LiveHost(WebApplication app) => _app = app;

    /// <summary>Of the radio; the last one is given again to whoever comes behind it.</summary>
    public List<RadioProgramme> Programmes { get; } = [];

    public string Folder => _folder.FullName;

    public static Task<LiveHost> StartAsync(params RadioProgramme[] programmes) =>
        StartAsync("http://127.0.0.1:0", certificate: null, programmes);

    /// <summary>With a certificate that nobody vouches for.</summary>
    public static Task<LiveHost> StartUntrustedAsync(X509Certificate2 certificate) => StartAsync("https://127.0.0.1:0", certificate);

    private static async Task<LiveHost> StartAsync(string url, X509Certificate2? certificate, params RadioProgramme[] programmes)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url).UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate));
        var host = new LiveHost(builder.Build());
        host.Programmes.AddRange(programmes);
        host._app.MapGet("/hls/{file}", (string file) => host.GiveFile(file, ranges: false));
        host._app.MapGet("/ranges/{file}", (string file) => host.GiveFile(file, ranges: true));
        host._app.MapGet("/talks/{name}/hls/{file}", (string file) => host.GiveFile(file, ranges: false));
        host._app.MapGet("/odd/{file}", (string file) => host.GiveFile(file, ranges: false, "text/plain"));
        host._app.MapGet("/cut/{file}", host.GiveHalfAsync);
        host._app.MapGet("/moved.m3u8", () => Results.Redirect("/hls/live.m3u8"));
        host._app.MapGet("/radio", host.PlayAsync);
        host._app.MapGet("/page", () => Results.Content("<html>A page</html>", "text/html"));
        host._app.MapGet("/empty", () => Results.Stream(Stream.Null, "audio/mpeg"));
        await host._app.StartAsync();
        return host;
    }

    public string At(string path) => $"{_app.Urls.First()}/{path}";

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Of each segment half, when it is asked for first.</summary>
    private async Task GiveHalfAsync(HttpContext context, string file)
    {
        if (file.EndsWith(".m3u8", StringComparison.Ordinal) || !_asked.TryAdd(file, true))
        {
            await GiveFile(file, ranges: false).ExecuteAsync(context);
            return;
        }

        var bytes = await File.ReadAllBytesAsync(Path.Combine(Folder, Path.GetFileName(file)));
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes.AsMemory(0, bytes.Length / 2));
        await context.Response.Body.FlushAsync();

        // Or what is underway is thrown away with the connection.
        await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        context.Abort();
    }

    private IResult GiveFile(string file, bool ranges, string? playlistType = null)
    {
        var path = Path.Combine(Folder, Path.GetFileName(file));
        var type = file.EndsWith(".m3u8", StringComparison.Ordinal) ? playlistType ?? "application/vnd.apple.mpegurl" : "video/mp2t";
        return File.Exists(path) ? Results.Bytes(File.ReadAllBytes(path), type, enableRangeProcessing: ranges) : Results.NotFound();
    }

    private async Task PlayAsync(HttpContext context)
    {
        // The first one only looks, at the door.
        var number = Math.Max(0, Interlocked.Increment(ref _requests) - 2);
        var programme = Programmes[Math.Min(number, Programmes.Count - 1)];
        if (programme.End == RadioEnd.Missing)
        {
            context.Response.StatusCode = 404;
            return;
        }

        context.Response.ContentType = programme.Type;
        var steps = Math.Max(1, (int)(programme.Seconds * StepsPerSecond));
        for (var step = 0; step < steps; step++)
        {
            await context.Response.Body.WriteAsync(
                programme.Sound[(int)((long)programme.Sound.Length * step / steps)..(int)((long)programme.Sound.Length
                    * (step + 1) / steps)],
                context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(TimeSpan.FromSeconds(1d / StepsPerSecond), TimeProvider.System, context.RequestAborted);
        }

        if (programme.End == RadioEnd.Stalls)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        }
        else if (programme.End == RadioEnd.Breaks)
        {
            context.Abort();
        }
    }
}
