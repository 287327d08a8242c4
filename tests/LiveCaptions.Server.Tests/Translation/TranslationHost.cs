using System.Text.Json;
using LiveCaptions.Server.Outgoing;
using LiveCaptions.Server.Translation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Tests.Translation;

/// <summary>Somebody else's LibreTranslate and chat endpoint, as they answer on the wire; and what they were asked.</summary>
internal sealed class TranslationHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TranslationHost(WebApplication app) => _app = app;

    public JsonElement Asked { get; private set; }

    public string? Authorization { get; private set; }

    /// <summary>Turns what was asked into what is answered, with its status.</summary>
    public Func<JsonElement, (int Status, object Body)> Answer { get; set; } = _ => (500, new { });

    public string Address => _app.Urls.First();

    public TranslationOptions Options { get; } = new();

    public TranslationHttp Http => new(
        new OptionsWrapper<TranslationOptions>(Options), new OptionsWrapper<OutgoingOptions>(new OutgoingOptions()), new OwnAddresses());

    public static async Task<TranslationHost> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var host = new TranslationHost(builder.Build());
        host._app.MapPost("/translate", (Delegate)host.AnswerAsync);
        host._app.MapPost("/v1/chat/completions", (Delegate)host.AnswerAsync);
        host._app.MapPost("/moved/translate", () => Results.Redirect("/translate", preserveMethod: true));
        await host._app.StartAsync();
        return host;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> AnswerAsync(HttpContext context)
    {
        Asked = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body);
        Authorization = context.Request.Headers.Authorization;
        var (status, body) = Answer(Asked);
        return body is string text ? Results.Text(text, statusCode: status) : Results.Json(body, statusCode: status);
    }
}
