using LiveCaptions.Speech.Emotion;

namespace LiveCaptions.Server.Commands.Bench.Emotion;

/// <summary>How an utterance sounded.</summary>
/// <param name="HasWords">Whether there will be a cue.</param>
/// <param name="Reading">Null where it had too little speech.</param>
public sealed record HeardUtteranceEmotion(long Samples, bool HasWords, EmotionReading? Reading);
