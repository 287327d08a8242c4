using LiveCaptions.Speech.Ensemble;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Bench.Ensemble;

/// <summary>A clip as two engines heard it, and as they voted.</summary>
/// <param name="Alone">The leading engine's, with the doubts that its own confidences tell.</param>
internal sealed record VotedClip(
    BenchClip Clip, IReadOnlyList<Word> Lead, IReadOnlyList<Word> Other, EnsembleTranscript Voted, EnsembleTranscript Alone);
