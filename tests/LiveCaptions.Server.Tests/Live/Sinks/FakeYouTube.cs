using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LiveCaptions.Server.Tests.Live.Sinks;

/// <summary>
/// YouTube's caption address as its help page and the replies that users report describe it: a key, a <c>seq</c>, pairs of lines, a clock.
/// </summary>
public sealed class FakeYouTube : IAsyncDisposable
{
    public const string Key = "abcd-efgh-ijkl-mnop";
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Func<HttpContext, Task<bool>>> _troubles = new();
    private readonly Lock _lock = new();
    private long? _lastSeq;

    private FakeYouTube(WebApplication app) => _app = app;

    /// <summary>The address that YouTube Studio shows.</summary>
    public string Url => $"{_app.Urls.First()}/closedcaption?cid={Key}";

    /// <summary>Captions that were taken, in order.</summary>
    public ConcurrentQueue<(long Seq, DateTimeOffset At, string Text)> Captions { get; } = new();

    /// <summary>All POSTs with the right key, taken or not.</summary>
    public ConcurrentQueue<long> Seqs { get; } = new();

    /// <summary>Seqs that came again, and were therefore not looked at.</summary>
    public ConcurrentQueue<long> Repeated { get; } = new();

    /// <summary>Seqs that came before the one between was there.</summary>
    public ConcurrentQueue<long> Jumped { get; } = new();

    public ConcurrentQueue<string> Refusals { get; } = new();

    /// <summary>Requests to where an answer led.</summary>
    public int Followed { get; private set; }

    /// <summary>How far YouTube's clock is from ours.</summary>
    public TimeSpan ClockOffset { get; set; }

    /// <summary>Whether the key is good.</summary>
    public bool IsOpen { get; set; } = true;

    public static async Task<FakeYouTube> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var youTube = new FakeYouTube(app);
        app.MapPost("/closedcaption", youTube.TakeAsync);
        app.Map("/elsewhere", () => youTube.Followed++);
        await app.StartAsync();
        return youTube;
    }

    /// <summary>The next POST gets this instead of an answer to it.</summary>
    public void NextAnswers(int status, string? retryAfter = null) => _troubles.Enqueue(context =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers.RetryAfter = retryAfter;
        return Task.FromResult(true);
    });

    /// <summary>The next POST gets words that are not YouTube's.</summary>
    public void NextSays(int status, string words) => _troubles.Enqueue(async context =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Location = "/elsewhere";
        await context.Response.WriteAsync(words);
        return true;
    });

    /// <summary>The next POST is taken, but the connection breaks before the answer.</summary>
    public void NextLosesItsAnswer() => _troubles.Enqueue(async context =>
    {
        await AnswerAsync(context);
        context.Abort();
        return true;
    });

    /// <summary>The next POST finds a broken line.</summary>
    public void NextIsCut() => _troubles.Enqueue(context =>
    {
        context.Abort();
        return Task.FromResult(true);
    });

    /// <summary>POSTs wait until this completes.</summary>
    public void NextWaitsFor(Task task) => _troubles.Enqueue(async context =>
    {
        await task.WaitAsync(context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return false;
    });

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1), TimeProvider.System);
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        if (_troubles.TryDequeue(out var trouble) && await trouble(context))
        {
            return;
        }

        await AnswerAsync(context);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, new UTF8Encoding(false, throwOnInvalidBytes: true));
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var now = TimeProvider.System.GetUtcNow() + ClockOffset;
        string? refusal;
        lock (_lock)
        {
            refusal = Judge(context, body, now);
        }

        if (refusal is not null)
        {
            Refusals.Enqueue(refusal);
        }

        var line = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture);
        await context.Response.WriteAsync(
            refusal is null ? $"{line}\n" : $"{line}\n{refusal} in {context.Request.Path}{context.Request.QueryString}\n");
    }

    /// <returns>Null when it is taken.</returns>
    private string? Judge(HttpContext context, string body, DateTimeOffset now)
    {
        var query = context.Request.Query;
        if (!IsOpen || query["cid"] != Key)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return "Forbidden";
        }

        if (query["seq"].Count != 1 || !long.TryParse(query["seq"], NumberStyles.None, CultureInfo.InvariantCulture, out var seq))
        {
            return Bad(context, "Missing seq");
        }

        Seqs.Enqueue(seq);
        if (context.Request.ContentType != "text/plain")
        {
            return Bad(context, $"Content type {context.Request.ContentType}");
        }

        if (seq <= _lastSeq)
        {
            Repeated.Enqueue(seq);
            return null;
        }

        var captions = new List<(long, DateTimeOffset, string)>();
        if (Read(body, seq, now, captions) is { } fault)
        {
            return Bad(context, fault);
        }

        if (seq > _lastSeq + 1)
        {
            Jumped.Enqueue(seq);
        }

        _lastSeq = seq;
        captions.ForEach(Captions.Enqueue);
        return null;
    }

    private static string? Read(string body, long seq, DateTimeOffset now, List<(long, DateTimeOffset, string)> captions)
    {
        if (body.Length == 0)
        {
            return null;
        }

        var lines = body.Split('\n');
        if (lines[^1].Length > 0 || lines.Length % 2 == 0 || body.Contains('\r', StringComparison.Ordinal))
        {
            return "Not pairs of lines with a line end each";
        }

        for (var i = 0; i + 1 < lines.Length; i += 2)
        {
            if (!DateTimeOffset.TryParseExact(
                lines[i].Split(' ')[0], "yyyy-MM-dd'T'HH:mm:ss.fff",
                CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            {
                return "Bad timestamp";
            }

            if ((at - now).Duration() > TimeSpan.FromSeconds(60))
            {
                return $"Timestamp skew from local={lines[i]} larger than 60 sec";
            }

            captions.Add((seq, at, lines[i + 1]));
        }

        return null;
    }

    private static string Bad(HttpContext context, string fault)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return fault;
    }
}
