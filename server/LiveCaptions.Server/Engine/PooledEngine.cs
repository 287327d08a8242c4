using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Engine;

/// <summary>An engine that sessions may use, loaded or not. Thread-safe.</summary>
public sealed class PooledEngine : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Func<Task<SpeechEngine>> _load;
    private readonly string _expected;
    private Task<SpeechEngine>? _loading;
    private SpeechEngine? _engine;
    private int _streams;

    /// <param name="asked">Its name as the configuration has it.</param>
    /// <param name="expected">The name that it will probably have.</param>
    internal PooledEngine(
        string asked, string expected, EngineDescription description, Func<Task<SpeechEngine>> load, EngineBreaker breaker)
    {
        (Asked, _expected, Description, _load, Breaker) = (asked, expected, description, load, breaker);
    }

    public string Asked { get; }

    /// <summary>As sessions have it.</summary>
    public string Name => Loaded?.Recognizer.Name ?? _expected;

    /// <summary>What is known of it before it is loaded.</summary>
    public EngineDescription Description { get; }

    /// <summary>US dollars for an hour of audio; 0 for what runs on this machine.</summary>
    public required decimal PricePerHour { get; init; }

    public required EngineSpending Spent { get; init; }

    /// <summary>BCP 47 primary tags; empty while nobody knows them.</summary>
    public IReadOnlyList<string> Languages => Loaded?.Recognizer.Languages ?? Description.Languages;

    public EngineCapabilities Capabilities => Loaded?.Capabilities ?? Description.Capabilities;

    /// <summary>Null where it is not loaded.</summary>
    public SpeechEngine? Loaded => Volatile.Read(ref _engine) ?? Standing();

    public bool IsLoading => Loaded is null && Volatile.Read(ref _loading) is { IsCompleted: false };

    /// <summary>Tracks that it hears at this moment.</summary>
    public int Streams => Volatile.Read(ref _streams);

    /// <summary>Why nobody tries it now; null where it works, or may.</summary>
    public EngineOutage? Outage => Breaker.Outage;

    /// <summary>Whether it fails for all.</summary>
    internal EngineBreaker Breaker { get; }

    /// <summary>The engine, where somebody else has loaded it.</summary>
    internal Func<SpeechEngine?> Standing { get; init; } = () => null;

    /// <summary>It is loaded once, for all who ask; what has failed is tried again by who asks next.</summary>
    /// <exception cref="EngineUnavailableException">Something that it needs is not there.</exception>
    internal Task<SpeechEngine> GetAsync()
    {
        lock (_lock)
        {
            if (_loading is null or { IsFaulted: true } or { IsCanceled: true })
            {
                _loading = KeepAsync();
            }

            return _loading;
        }
    }

    /// <summary>A track begins to be heard by it.</summary>
    internal void Enter() => Interlocked.Increment(ref _streams);

    internal void Leave() => Interlocked.Decrement(ref _streams);

    /// <summary>Lets go of it where it is loaded, or waits until it is.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _loading, null) is not { } loading)
        {
            return;
        }

        await ((Task)loading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (loading.IsCompletedSuccessfully)
        {
            await (await loading).DisposeAsync();
        }
    }

    private async Task<SpeechEngine> KeepAsync()
    {
        var engine = await _load();
        Volatile.Write(ref _engine, engine);
        return engine;
    }
}
