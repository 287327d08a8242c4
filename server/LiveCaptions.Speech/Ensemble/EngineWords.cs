using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Ensemble;

/// <summary>What one engine heard of a track.</summary>
/// <param name="Weight">What its word is worth against others': more than 0.</param>
/// <param name="Words">In order of start.</param>
public sealed record EngineWords(string Engine, double Weight, IReadOnlyList<Word> Words);
