using LiveCaptions.Speech;

namespace LiveCaptions.Bench.Emotion;

/// <summary>A recording and how it is said.</summary>
/// <param name="Corpus">Recordings of a corpus are reported together.</param>
/// <param name="Emotion">As the manifest names it.</param>
/// <param name="Label">What captions call it; null where they have no label for it.</param>
public sealed record EmotionClip(BenchClip Audio, string Corpus, string Emotion, EmotionLabel? Label);
