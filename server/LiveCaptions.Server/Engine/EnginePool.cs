using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Recognition;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Engine;

/// <summary>
/// The engines that sessions may use: the default one, and those that the configuration allows besides. Each is loaded when it is needed
/// first, and shared; what tells speech, voices and emotions is the default one's for all.
/// </summary>
public sealed class EnginePool : IAsyncDisposable
{
    /// <summary>Engines besides the default one.</summary>
    public const int Most = 16;

    private readonly CancellationTokenSource _stop = new();
    private readonly LoadedEngine _first;
    private readonly EngineCatalog _catalog;
    private readonly EngineOptions _options;
    private readonly TimeProvider _time;

    public EnginePool(LoadedEngine first, EngineCatalog catalog, IOptions<EngineOptions> options, TimeProvider time)
    {
        (_first, _catalog, _options, _time) = (first, catalog, options.Value, time);
        Default = Pooled(_options.Name, () => first.Loaded, () => first.Standing);
        _ = Default.GetAsync();
        var others = _options.Also.Select(name => Pooled(name, () => LoadAsync(name), () => null));
        All = [Default, .. others.Where(other => other.Name != Default.Name)];
    }

    /// <summary>The engine of every session that asks for no other.</summary>
    public PooledEngine Default { get; }

    /// <summary>The default one first.</summary>
    public IReadOnlyList<PooledEngine> All { get; }

    /// <summary>What can be asked for, in words.</summary>
    public string Names => string.Join(", ", All.Select(engine => engine.Name));

    /// <returns>Null where nobody may use an engine of that name.</returns>
    public PooledEngine? Find(string name) => All.FirstOrDefault(engine => name == engine.Name || name == engine.Asked);

    /// <summary>Whether there is such an engine, even if nobody may use it.</summary>
    public bool Knows(string name) => _catalog.Knows(name);

    /// <summary>The one that would hear a session first.</summary>
    /// <inheritdoc cref="Chain"/>
    public PooledEngine Wanted(IReadOnlyList<string>? names, string? language) => Choose(names, language).Engines[0];

    /// <summary>The engines of a session; those that nobody may use any more are left out.</summary>
    /// <param name="names">As the session asks for them, the most wanted first; null where it asks for none.</param>
    /// <param name="language">BCP 47; null where nobody knows.</param>
    public EngineChain Chain(IReadOnlyList<string>? names, string? language)
    {
        var (engines, why) = Choose(names, language);
        return new EngineChain(engines, why, _options.Break, _time);
    }

    private (IReadOnlyList<PooledEngine> Engines, string Why) Choose(IReadOnlyList<string>? names, string? language)
    {
        if (names is [EngineCatalog.Auto])
        {
            return new EngineRouter(_options).Choose(All, language);
        }

        var asked = (names ?? []).Select(Find).OfType<PooledEngine>().Distinct().ToList();
        return asked switch
        {
            [] => ([Default], "It is this server's engine."),
            [_] => (asked, "The session asks for it."),
            _ => (asked, "It is the first of the session's engines."),
        };
    }

    /// <summary>How the default engine is loaded.</summary>
    internal SpeechEngineOptions ToLoadFirst() => _options.ToSpeech(_options.Name, _catalog);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var other in All.Skip(1))
        {
            await other.DisposeAsync();
        }
    }

    private PooledEngine Pooled(string asked, Func<Task<SpeechEngine>> load, Func<SpeechEngine?> standing)
    {
        // A default one that nobody knows is told when it is loaded.
        var (description, expected) = _catalog.Knows(asked)
            ? (_catalog.Describe(asked), _catalog.NameOf(asked))
            : (new EngineDescription(asked, ""), asked);
        var price = _options.Prices.TryGetValue(expected, out var told) ? told : description.PricePerHour;
        return new PooledEngine(asked, expected, description, load, new EngineBreaker(_options.Break, _time))
        {
            Standing = standing,
            PricePerHour = price,
            Spent = new EngineSpending(price, _time),
        };
    }

    private async Task<SpeechEngine> LoadAsync(string name)
    {
        var first = await _first.Loaded.WaitAsync(_stop.Token);
        return await Task.Run(() => _first.LoadAnotherAsync(_options.ToSpeech(name, _catalog, first), _stop.Token), _stop.Token);
    }
}
