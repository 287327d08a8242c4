using System.Net.Http.Json;
using System.Text.Json;
using LiveCaptions.Server.Captions;
using LiveCaptions.Server.Engine;
using LiveCaptions.Server.Exports;
using LiveCaptions.Server.Tests.Fakes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveCaptions.Server.Tests.Harness;

/// <summary>The whole server in this process, on a free port, with the fake engine and a data folder of its own.</summary>
public sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestServer(WebApplication app, FakeRecognizer recognizer, string data) => (_app, Recognizer, Data) = (app, recognizer, data);

    public FakeRecognizer Recognizer { get; }

    public string Data { get; }

    public HttpClient Http { get; private set; } = new();

    public IServiceProvider Services => _app.Services;

    public Uri Address => new(_app.Urls.First());

    /// <param name="data">A data folder that another server left; null makes a new one.</param>
    public static async Task<TestServer> StartAsync(
        string? data = null,
        int maxStreams = 10,
        FakeRecognizer? recognizer = null,
        Action<WebApplicationBuilder>? configure = null,
        bool waitUntilReady = true,
        params (string Name, string Value)[] settings)
    {
        recognizer ??= new FakeRecognizer();
        data ??= Directory.CreateTempSubdirectory("livecaptions-test-").FullName;
        var all = settings
            .Append(("DATA", data))
            .Append(("Urls", "http://127.0.0.1:0"))
            .Concat(settings.Any(s => s.Name == "Rtmp:Port") ? [] : [("Rtmp:Port", "0")])
            .Select(s => KeyValuePair.Create(s.Item1, (string?)s.Item2));
        var app = ServerHost.Build(all, builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton(new LoadedEngine((_, _) => Task.FromResult(recognizer.ToEngine(maxStreams))));
            configure?.Invoke(builder);
        });
        var server = new TestServer(app, recognizer, data);
        await app.StartAsync();
        server.Http = new HttpClient { BaseAddress = server.Address };
        if (waitUntilReady)
        {
            await app.Services.GetRequiredService<LoadedEngine>().Ready.WaitAsync(TimeSpan.FromSeconds(30));
        }

        return server;
    }

    /// <summary>What is on disk now, as a killed process would leave it: no file is closed, no header fixed, nothing flushed.</summary>
    public string CopyOfData()
    {
        var copy = Directory.CreateTempSubdirectory("livecaptions-test-").FullName;
        foreach (var file in Directory.EnumerateFiles(Data, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(Data, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            using var from = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var to = File.Create(target);
            from.CopyTo(to);
        }

        return copy;
    }

    public async Task<TestSession> CreateSessionAsync(object? request = null)
    {
        using var response = await Http.PostAsJsonAsync("/api/sessions", request ?? new { });
        response.EnsureSuccessStatusCode();
        var json = await response.Content.ReadFromJsonAsync<JsonElement>();
        return new TestSession(this, json.GetProperty("id").GetString()!, json.GetProperty("streamKey").GetString()!, json);
    }

    public async Task<JsonElement> GetAsync(string path) => await Http.GetFromJsonAsync<JsonElement>(path);

    public async Task<List<Cue>> CuesAsync(string sessionId, long after = 0) =>
        (await Http.GetFromJsonAsync<List<Cue>>($"/api/sessions/{sessionId}/cues?after={after}", CaptionJson.Options))!;

    /// <summary>Stops as Ctrl-C does.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(Data, recursive: true);
    }
}
