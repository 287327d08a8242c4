using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Tests.Fakes;

/// <summary>Makes the catalog know an engine; a test loads it itself.</summary>
internal sealed class FakeEngineFactory(string name, decimal pricePerHour = 0, bool detectsLanguage = false) : IEngineFactory
{
    public EngineDescription Description { get; } = new(name, "A fake")
    {
        Languages = ["en", "de"],
        PricePerHour = pricePerHour,
        Capabilities = new EngineCapabilities { DetectsLanguage = detectsLanguage },
    };

    public string? Match(string engine) => engine == name ? name : null;

    public EngineNeeds NeedsOf(string engine) => new([], []);

    public LoadedRecognizer Load(EngineOrder order) => throw new NotSupportedException("The test loads it.");
}
