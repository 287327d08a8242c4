using LiveCaptions.Speech;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Bench.Emotion;

/// <summary>How an utterance sounded.</summary>
/// <param name="HasWords">Whether there will be a cue.</param>
/// <param name="Reading">By the classifier alone; null where it had too little speech.</param>
/// <param name="Shown">The label that its cue has; null where it has none, or there is no cue.</param>
public sealed record HeardUtteranceEmotion(long Samples, bool HasWords, EmotionReading? Reading, EmotionLabel? Shown);
