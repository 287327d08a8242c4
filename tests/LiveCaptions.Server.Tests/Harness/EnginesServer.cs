using System.Text.Json;
using LiveCaptions.Server.Engine;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Speech.Recognition;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Harness;

/// <summary>A server with two engines: <c>fake</c>, its own, and <c>spare</c>, which sessions may ask for.</summary>
internal sealed class EnginesServer(FakeRecognizer? first = null, FakeRecognizer? spare = null) : IAsyncDisposable
{
    private TestServer? _server;

    public FakeRecognizer First { get; } = first ?? new FakeRecognizer();

    public FakeRecognizer Spare { get; } = spare ?? new FakeRecognizer { Name = "spare" };

    /// <summary>US dollars for an hour.</summary>
    public decimal SparePrice { get; init; }

    /// <summary>Whether the spare one is known, before it is loaded, to find out the language.</summary>
    public bool SpareDetectsLanguage { get; init; }

    /// <summary>What loading the spare one fails with; null where it does not.</summary>
    public Exception? LoadingFails { get; set; }

    /// <summary>How often it was loaded, or tried to.</summary>
    public int Loads { get; private set; }

    public TestServer Server => _server!;

    public async Task<TestServer> StartAsync(
        TimeProvider? time = null, string? data = null, Action<IServiceCollection>? configure = null, params (string, string)[] settings) =>
        _server = await TestServer.StartAsync(data, recognizer: First, configure: builder =>
        {
            builder.Services.AddSingleton<IEngineFactory>(new FakeEngineFactory("spare", SparePrice, SpareDetectsLanguage));
            builder.Services.AddSingleton<IEngineFactory>(new FakeEngineFactory("forbidden"));
            builder.Services.AddSingleton(new LoadedEngine((options, _) =>
                Task.Run(() => options.Engine == "spare" ? LoadSpare() : First.ToEngine())));
            builder.Services.AddSingleton(time ?? TimeProvider.System);
            configure?.Invoke(builder.Services);
        }, settings: [.. settings, ("Engine:Also:0", "spare")]);

    public async Task<JsonElement> EngineAsync(string name) =>
        (await Server.GetAsync("/api/engines")).EnumerateArray().Single(engine => engine.GetProperty("name").GetString() == name);

    public async Task<string?> StateOfAsync(string name) => (await EngineAsync(name)).GetProperty("state").GetString();

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private Speech.Engines.SpeechEngine LoadSpare()
    {
        Loads++;
        return LoadingFails is null ? Spare.ToEngine() : throw LoadingFails;
    }
}
