using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Ensemble;

/// <summary>The finals of the engine that leads an ensemble.</summary>
/// <param name="Weight">As <see cref="EngineWords.Weight"/>.</param>
public sealed record EngineFinals(string Engine, double Weight, IReadOnlyList<Transcript> Finals);
