using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net.Http.Json;
using System.Text.Json;
using LiveCaptions.Captions;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Engine;
using LiveCaptions.Server.Hosting;
using LiveCaptions.Server.Tests.Fakes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveCaptions.Server.Tests.Harness;

/// <summary>The whole server in this process, on a free port, with the fake engine and a data folder of its own.</summary>
public sealed class TestServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan PollPeriod = TimeSpan.FromMilliseconds(20);
    private readonly WebApplication _app;

    private TestServer(WebApplication app, FakeRecognizer recognizer, string data)
    {
        (_app, Recognizer, Data) = (app, recognizer, data);
        Refusals = new RefusalCounter(app.Services.GetRequiredService<IMeterFactory>());
    }

    public FakeRecognizer Recognizer { get; }

    public string Data { get; }

    /// <summary>Publishers that were refused, or sent away.</summary>
    public RefusalCounter Refusals { get; }

    public HttpClient Http { get; private set; } = new();

    public IServiceProvider Services => _app.Services;

    public Uri Address => new(_app.Urls.First().Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal));

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
            .Append(("Urls", "http://127.0.0.1:0"))
            .Append(("Rtmp:Port", "0"))
            .Append(("Ingest:MaxAheadSeconds", "86400"))
            .Append(("SecondPass:Enabled", "false"))
            .Append(("Translation:Apertium", ""))
            .Append(("DATA", data))
            .DistinctBy(s => s.Item1, StringComparer.Ordinal)
            .Select(s => KeyValuePair.Create(s.Item1, (string?)s.Item2));
        var app = ServerHost.Build(all, builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton(new LoadedEngine((_, _) => Task.FromResult(recognizer.ToEngine(maxStreams))));
            configure?.Invoke(builder);
        });
        var server = new TestServer(app, recognizer, data);
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

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

        // Not by this runtime's copying, which heeds the locks that a kill takes away. What goes meanwhile may be missed.
        using var copying = Process.Start("cp", ["--recursive", "--no-target-directory", Data, copy]);
        copying.WaitForExit();
        return copy;
    }

    public async Task<TestSession> CreateSessionAsync(object? request = null)
    {
        using var response = await Http.PostAsJsonAsync("/api/sessions", request ?? new { });
        response.EnsureSuccessStatusCode();
        var json = await response.Content.ReadFromJsonAsync<JsonElement>();
        return new TestSession(this, json.GetProperty("id").GetString()!, json.GetProperty("streamKey").GetString()!, json);
    }

    /// <summary>A session that one publisher has said all this in, until its end.</summary>
    public async Task<TestSession> PublishedAsync(object request, params short[][] said)
    {
        var session = await CreateSessionAsync(request);
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync([.. said.SelectMany(s => s)]);
        await publisher.CloseAsync();
        return session;
    }

    public async Task<JsonElement> GetAsync(string path) => await Http.GetFromJsonAsync<JsonElement>(path);

    public async Task<List<Cue>> CuesAsync(string sessionId, long after = 0) =>
        (await Http.GetFromJsonAsync<List<Cue>>($"/api/sessions/{sessionId}/cues?after={after}", CaptionJson.Options))!;

    /// <summary>Waits until a publisher was refused, or sent away, for this reason.</summary>
    public Task UntilRefusedAsync(string code) => UntilAsync(() => Task.FromResult(Refusals.Of(code) > 0));

    /// <summary>For what nobody tells of: looks again and again until it is so.</summary>
    public async Task UntilAsync(Func<Task<bool>> isSo)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await isSo())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Patience, "It did not become so in time.");
            await Task.Delay(PollPeriod, TimeProvider.System);
        }
    }

    /// <summary>Stops as Ctrl-C does.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Refusals.Dispose();
        await DeleteDataAsync();
    }

    /// <summary>
    /// The database may still be read for a request whose connection was cut: that makes a file in a folder being deleted.
    /// </summary>
    private async Task DeleteDataAsync()
    {
        for (var left = 10; ; left--)
        {
            try
            {
                Directory.Delete(Data, recursive: true);
                return;
            }
            catch (IOException) when (left > 0)
            {
                await Task.Delay(PollPeriod, TimeProvider.System);
            }
        }
    }
}
