using System.Net;
using System.Net.Http.Json;
using LiveCaptions.Captions;
using LiveCaptions.Server.Api;
using LiveCaptions.Server.Engine;
using LiveCaptions.Server.Hosting;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Sessions.Requests;
using LiveCaptions.Server.Sessions.Tracks;
using LiveCaptions.Server.Storage;
using LiveCaptions.Speech.Engines;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace LiveCaptions.Bench;

/// <summary>The real server in this process: a free loopback port, a data folder that goes with it, the models of the options.</summary>
public sealed class BenchServer : IAsyncDisposable
{
    /// <summary>For benches that ask the machine, not the admission limit.</summary>
    internal const int NoLimit = 10_000;

    private readonly WebApplication _app;
    private readonly string _data;

    private BenchServer(WebApplication app, string data, SpeechEngine engine)
    {
        (_app, _data, Engine) = (app, data, engine);
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()), Timeout = Timeout.InfiniteTimeSpan };
    }

    public SpeechEngine Engine { get; }

    internal EnginePool Pool => _app.Services.GetRequiredService<EnginePool>();

    public string DatabasePath =>
        _app.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<StorageOptions>>().Value.DatabasePath;

    public HttpClient Http { get; }

    /// <summary>Seconds that the stream which is furthest behind is behind.</summary>
    public double Lag => _app.Services.GetRequiredService<StreamLoad>().Lag;

    /// <summary>Streams the server takes at once.</summary>
    public int MaxStreams => _app.Services.GetRequiredService<StreamLoad>().MaxStreams(Engine);

    /// <summary>The first track of a session that is live; null when there is none.</summary>
    internal AudioTrack? FindTrack(string sessionId) =>
        _app.Services.GetRequiredService<LiveSessions>().Find(sessionId)?.Tracks.FirstOrDefault();

    /// <param name="maxStreams">Null leaves the server's own limit.</param>
    /// <param name="disk">Folder on a disk of its own to keep the data in, however small that is.</param>
    /// <param name="configure">What else is to be so in it.</param>
    /// <param name="secondPass">Whether ended sessions are recognised again.</param>
    public static async Task<BenchServer> StartAsync(
        SpeechEngineOptions options,
        Func<SpeechEngineOptions, CancellationToken, Task<SpeechEngine>> load,
        int? maxStreams,
        CancellationToken cancellationToken,
        string? disk = null,
        bool secondPass = false,
        Action<WebApplicationBuilder>? configure = null)
    {
        var data = disk is null
            ? Directory.CreateTempSubdirectory("livecaptions-bench-").FullName
            : Directory.CreateDirectory(Path.Combine(disk, $"livecaptions-bench-{Environment.ProcessId}")).FullName;
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Urls"] = "http://127.0.0.1:0",
            ["Rtmp:Port"] = "0",
            ["Ingest:MaxAheadSeconds"] = "86400", // some benches send as fast as it is taken
            ["SecondPass:Enabled"] = $"{secondPass}", // it would take what another bench measures
            ["DATA"] = data,
            ["MODELS"] = options.ModelsDirectory,
            ["Engine:Name"] = options.Engine,
            ["Engine:Provider"] = options.ExecutionProvider,
        };
        if (maxStreams is { } limit)
        {
            settings["Sessions:MaxStreams"] = $"{limit}";
        }

        if (disk is not null)
        {
            settings["Storage:MinFreeMegabytes"] = "0";
        }

        var app = ServerHost.Build(settings, builder =>
        {
            builder.Services.AddSingleton(new LoadedEngine(load));
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
            configure?.Invoke(builder);
        });
        try
        {
            await app.StartAsync(cancellationToken);
            var loaded = app.Services.GetRequiredService<LoadedEngine>();
            await loaded.Ready.WaitAsync(cancellationToken);
            loaded.TryGet(out var engine);
            return new BenchServer(app, data, engine!);
        }
        catch
        {
            await EndAsync(app, data);
            throw;
        }
    }

    /// <summary>A session that ended, with so many finals.</summary>
    /// <returns>Its id.</returns>
    internal Task<string> AddLongSessionAsync(int finals, TimeProvider time) => Abuse.LongSession.AddAsync(_app.Services, finals, time);

    /// <param name="diarization">Null leaves it to the server.</param>
    /// <exception cref="InvalidOperationException">The server is full.</exception>
    /// <param name="engines">Null leaves it to the server.</param>
    public async Task<CreatedSession> MakeSessionAsync(
        CancellationToken cancellationToken, bool? diarization = null, IReadOnlyList<string>? engines = null) =>
        await CreateSessionAsync(cancellationToken, diarization, engines) ?? throw new InvalidOperationException("The server is full.");

    /// <summary>The track that the session's publisher has.</summary>
    internal AudioTrack TrackOf(CreatedSession session) =>
        FindTrack(session.Id) ?? throw new InvalidOperationException($"Session {session.Id} has no track: the server lost its publisher.");

    /// <returns>Null when the server refuses with 503, because it is full.</returns>
    public async Task<CreatedSession?> CreateSessionAsync(
        CancellationToken cancellationToken, bool? diarization = null, IReadOnlyList<string>? engines = null)
    {
        var request = new CreateSessionRequest { Title = "bench", Diarization = diarization, Engines = engines };
        using var response = await Http.PostAsJsonAsync("api/sessions", request, CaptionJson.Options, cancellationToken);
        return response.StatusCode == HttpStatusCode.ServiceUnavailable
            ? null
            : await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<CreatedSession>(CaptionJson.Options, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await EndAsync(_app, _data);
    }

    private static async Task EndAsync(WebApplication app, string data)
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }
}
