using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LiveCaptions.Server.Tests.Harness;

/// <summary>Somebody else's web server: media, pages, and what goes wrong with them.</summary>
internal sealed class MediaHost : IAsyncDisposable
{
    private const string Tag = "\"one\"";
    private readonly WebApplication _app;
    private readonly byte[] _media;

    private MediaHost(WebApplication app, byte[] media) => (_app, _media) = (app, media);

    /// <summary>Ranges that were asked for, empty where none was.</summary>
    public List<string> Asked { get; } = [];

    public static async Task<MediaHost> StartAsync(byte[] media)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var host = new MediaHost(builder.Build(), media);
        host.Map();
        await host._app.StartAsync();
        return host;
    }

    public string At(string path) => $"{_app.Urls.First()}/{path}";

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private void Map()
    {
        _app.MapGet("/talk.wav", () => Results.Bytes(_media, "audio/wav"));
        _app.MapGet("/slow-start/talk.wav", async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(0.5), TimeProvider.System);
            return Results.Bytes(_media, "audio/wav");
        });
        _app.MapGet("/no-name", () => Results.Bytes(_media));
        _app.MapGet("/page", () => Results.Content("<html>A page</html>", "text/html; charset=utf-8"));
        _app.MapGet("/moved.wav", () => Results.Redirect("/talk.wav"));
        _app.MapGet("/inside.wav", () => Results.Redirect("http://169.254.169.254/latest/meta-data"));
        _app.MapGet("/round", () => Results.Redirect("/round"));
        _app.MapGet("/list.wav", () => Results.Text("#EXTM3U\n/etc/passwd\n", "audio/wav"));
        _app.MapGet("/cut.wav", context => CutAsync(context, keepsTag: true));
        _app.MapGet("/always-cut.wav", context => CutAsync(context, keepsTag: false));
        var failures = 0;
        _app.MapGet(
            "/flaky.wav", () => Interlocked.Increment(ref failures) <= 3 ? Results.StatusCode(503) : Results.Bytes(_media, "audio/wav"));
        _app.MapGet("/endless.wav", async (HttpContext context) =>
        {
            context.Response.ContentType = "audio/wav";
            while (true)
            {
                await context.Response.Body.WriteAsync(new byte[64 * 1024], context.RequestAborted);
            }
        });
        _app.MapGet("/slow.wav", async (HttpContext context) =>
        {
            context.Response.ContentType = "audio/wav";
            await context.Response.Body.WriteAsync(_media.AsMemory(0, 1_000), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });
    }

    /// <summary>A third of the file at a time, then the line breaks.</summary>
    /// <param name="keepsTag">Whether it says that it is the same file, so that one can go on; else it is cut at
    /// the same place for ever.</param>
    private async Task CutAsync(HttpContext context, bool keepsTag)
    {
        var range = context.Request.Headers.Range.ToString();
        lock (Asked)
        {
            Asked.Add(range);
        }

        var from = range.Length == 0 ? 0 : int.Parse(range["bytes=".Length..^1], System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(from == 0 || context.Request.Headers.IfRange == Tag);
        context.Response.StatusCode = from == 0 ? 200 : 206;
        context.Response.ContentType = "audio/wav";
        context.Response.Headers.ETag = keepsTag ? Tag : default;
        context.Response.Headers.ContentRange = $"bytes {from}-{_media.Length - 1}/{_media.Length}";
        context.Response.ContentLength = _media.Length - from;
        var part = Math.Min((_media.Length / 3) + 1, _media.Length - from);
        await context.Response.Body.WriteAsync(_media.AsMemory(from, part));
        await context.Response.Body.FlushAsync();
        if (from + part < _media.Length)
        {
            // Or what is underway is thrown away with the connection.
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
            context.Abort();
        }
    }
}
