using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LiveCaptions.Server.Tests.Cloud;

/// <summary>A provider on this machine that answers requests, one after the other, as it is told to.</summary>
internal sealed class ProviderStub : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ProviderStub(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    /// <summary>What came in: path and key.</summary>
    public ConcurrentQueue<(string Path, string? Key)> Asked { get; } = [];

    /// <param name="answers">Of the first request, the second, and so on; the last of all that follow.</param>
    public static ProviderStub Start(params Action<HttpResponse>[] answers) => Start(HttpProtocols.Http1AndHttp2, answers);

    /// <inheritdoc cref="Start(Action{HttpResponse}[])"/>
    public static ProviderStub Start(HttpProtocols protocols, params Action<HttpResponse>[] answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(listen => listen.Protocols = protocols));
        var stub = new ProviderStub(builder.Build());
        stub._app.Run(async context =>
        {
            stub.Asked.Enqueue((context.Request.Path, context.Request.Headers.Authorization));
            await context.Request.Body.CopyToAsync(Stream.Null);
            answers[Math.Min(answers.Length, stub.Asked.Count) - 1](context.Response);
            await context.Response.WriteAsync("""{"text":"hello world"}""");
        });
        ((IHost)stub._app).Start();
        return stub;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }
}
