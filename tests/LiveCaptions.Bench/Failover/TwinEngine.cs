using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Bench.Failover;

/// <summary>
/// The engine once more, by another name: where it takes over, every word that is missing or doubled is the takeover's doing, as no other
/// model hears anything else.
/// </summary>
internal sealed class TwinEngine(IRecognizer inner) : IRecognizer
{
    public const string TwinName = "twin";

    public string Name => TwinName;

    public IReadOnlyList<string> Languages => inner.Languages;

    public IRecognizerStream CreateStream(RecognizerStreamOptions options) => inner.CreateStream(options);

    /// <summary>The weights are the other one's.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Makes it known to the server, which loads it as the bench says.</summary>
    public sealed class Factory(IReadOnlyList<string> languages) : IEngineFactory
    {
        public EngineDescription Description { get; } = new(TwinName, "The same engine by another name") { Languages = languages };

        public string? Match(string engine) => engine == TwinName ? engine : null;

        public EngineNeeds NeedsOf(string engine) => new([], []);

        public LoadedRecognizer Load(EngineOrder order) => throw new NotSupportedException("The bench loads it.");
    }
}
