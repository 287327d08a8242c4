using LiveCaptions.Server.Sessions;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Server.Commands.Transcribe;

/// <summary>The engine of one call, loaded when the first input needs it: what was recognised before needs none.</summary>
/// <param name="language">As it is asked for; null lets the engine choose.</param>
internal sealed class EngineOnDemand(Func<CancellationToken, Task<SpeechEngine>> load, string? language) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private Task<SpeechEngine>? _loading;

    /// <summary>The engine, and its own name of the language.</summary>
    /// <exception cref="UsageException">It does not know the language.</exception>
    public async Task<(SpeechEngine Engine, string? Language)> GetAsync(CancellationToken cancellationToken)
    {
        Task<SpeechEngine> loading;
        lock (_lock)
        {
            loading = _loading ??= load(cancellationToken);
        }

        var engine = await loading;
        return (engine, Match(engine));
    }

    public async ValueTask DisposeAsync()
    {
        if (_loading is { IsCompletedSuccessfully: true } loaded)
        {
            await (await loaded).DisposeAsync();
        }
    }

    private string? Match(SpeechEngine engine) => language is null
        ? null
        : LanguageTag.Match(language, engine.Recognizer.Languages)
            ?? throw new UsageException($"Engine {engine.Recognizer.Name} does not recognise '{language}'. "
                + $"It knows: {string.Join(", ", engine.Recognizer.Languages)}.");
}
