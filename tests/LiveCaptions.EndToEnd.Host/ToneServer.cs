using LiveCaptions.Server.Engine;
using LiveCaptions.Server.Hosting;
using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Recognition;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveCaptions.EndToEnd.Host;

/// <summary>The real server on a free port, with <see cref="ToneRecognizer"/> in the models' place.</summary>
public static class ToneServer
{
    /// <param name="dataDirectory">Database and recordings.</param>
    /// <param name="loadEngine">Another engine than tones.</param>
    /// <param name="settings">What is to be otherwise than in the server's own defaults; <c>Urls</c> among it for another
    /// address than a free port.</param>
    public static WebApplication Build(
        string dataDirectory, Func<SpeechEngineOptions, CancellationToken, Task<SpeechEngine>>? loadEngine = null,
        IReadOnlyDictionary<string, string?>? settings = null)
    {
        var all = new Dictionary<string, string?> { ["Urls"] = "http://127.0.0.1:0", ["Rtmp:Port"] = "0", ["DATA"] = dataDirectory };
        foreach (var (name, value) in settings ?? new Dictionary<string, string?>())
        {
            all[name] = value;
        }

        return ServerHost.Build(all, builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton(new LoadedEngine(loadEngine ?? LoadTonesAsync));
        });
    }

    /// <returns>The address, once publishers are taken.</returns>
    public static async Task<string> StartAsync(WebApplication app)
    {
        var loaded = app.Services.GetRequiredService<LoadedEngine>();
        try
        {
            await app.StartAsync();
        }
        catch (OperationCanceledException) when (loaded.Failure is not null)
        {
            // An engine that cannot be loaded stops the server, even while it starts; Ready says why.
        }

        await loaded.Ready;
        return app.Urls.First();
    }

    private static Task<SpeechEngine> LoadTonesAsync(SpeechEngineOptions options, CancellationToken cancellationToken) =>
        Task.FromResult(new SpeechEngine(new ToneRecognizer(), () => new LoudnessVad(), new EngineCapacity("cpu", 0.01, 10)));
}
