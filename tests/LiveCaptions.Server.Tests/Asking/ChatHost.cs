using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LiveCaptions.Server.Tests.Asking;

/// <summary>Somebody else's chat endpoint, as it answers on the wire.</summary>
internal sealed class ChatHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ChatHost(WebApplication app) => _app = app;

    /// <summary>As far as <c>/v1</c>.</summary>
    public string Url => _app.Urls.First() + "/v1";

    /// <summary>The order and the data of each request.</summary>
    public ConcurrentQueue<(string Order, JsonElement Data)> Asked { get; } = new();

    /// <summary>Released with each request.</summary>
    public SemaphoreSlim Arrived { get; } = new(0);

    public string? Authorization { get; private set; }

    /// <summary>Turns the data into the message that is answered with.</summary>
    public Func<JsonElement, object> Answer { get; set; } = _ => "{}";

    /// <summary>Answers wait for it.</summary>
    public Task Held { get; set; } = Task.CompletedTask;

    public static async Task<ChatHost> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var host = new ChatHost(builder.Build());
        host._app.MapPost("/v1/chat/completions", (Delegate)host.AnswerAsync);
        await host._app.StartAsync();
        return host;
    }

    public ValueTask DisposeAsync()
    {
        Arrived.Dispose();
        return _app.DisposeAsync();
    }

    private async Task<IResult> AnswerAsync(HttpContext context)
    {
        var body = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body);
        var messages = body.GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("content").GetString()!).ToList();
        var data = JsonSerializer.Deserialize<JsonElement>(messages[1]);
        Authorization = context.Request.Headers.Authorization;
        Asked.Enqueue((messages[0], data));
        Arrived.Release();
        await Held.WaitAsync(context.RequestAborted);
        var made = Answer(data);
        return made switch
        {
            int status => Results.StatusCode(status),
            string content => Results.Json(new { choices = new[] { new { message = new { role = "assistant", content } } } }),
            _ => Results.Json(made),
        };
    }
}
