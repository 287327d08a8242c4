using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Exported;
using LiveCaptions.Speech.Recognition.Moonshine;
using LiveCaptions.Speech.Recognition.Whisper;

namespace LiveCaptions.Speech.Engines;

/// <summary>The kinds of engines that there are, the one that is preferred first.</summary>
public sealed class EngineCatalog(IReadOnlyList<IEngineFactory> factories)
{
    /// <summary>The name that leaves the choice to the machine.</summary>
    public const string Auto = "auto";

    /// <summary>Those that come with this program.</summary>
    public static EngineCatalog Default { get; } = new(
    [
        new MoonshineEngineFactory(MoonshineSize.Base),
        new MoonshineEngineFactory(MoonshineSize.Tiny),
        new WhisperEngineFactory(),
        new ExportedEngineFactory(),
    ]);

    /// <summary>The same with others behind them, such as those that a service on the internet runs.</summary>
    public EngineCatalog With(IEnumerable<IEngineFactory> others) => new([.. factories, .. others]);

    public IReadOnlyList<EngineDescription> Engines { get; } = [.. factories.Select(factory => factory.Description)];

    /// <summary>What can be asked for, in words.</summary>
    public string Names => string.Join(", ", Engines.Select(engine => engine.Name).Prepend(Auto));

    /// <summary>Whether a name comes to an engine.</summary>
    public bool Knows(string engine) => engine == Auto || factories.Any(kind => kind.Match(engine) is not null);

    /// <summary>The engines that a name may come to, the best first.</summary>
    /// <exception cref="EngineUnavailableException">There is no such engine; the message lists those there are.</exception>
    public IReadOnlyList<IEngineFactory> Find(string engine)
    {
        var found = factories.Where(kind => engine == Auto ? kind.Description.IsAutomatic : kind.Match(engine) is not null).ToList();
        return found.Count > 0 ? found : throw new EngineUnavailableException($"Engine '{engine}' is not here. There are: {Names}.");
    }

    /// <summary>What is known of the engine that a name comes to, before it is loaded.</summary>
    /// <exception cref="EngineUnavailableException">There is no such engine.</exception>
    public EngineDescription Describe(string engine) => Find(engine)[0].Description;

    /// <summary>The <see cref="IRecognizer.Name"/> of the engine that a name comes to on a machine that is large enough.</summary>
    /// <exception cref="EngineUnavailableException">There is no such engine.</exception>
    public string NameOf(string engine)
    {
        var first = Find(engine)[0];
        return first.Match(engine == Auto ? first.Description.Name : engine)!;
    }
}
