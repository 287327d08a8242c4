namespace LiveCaptions.Speech.Recognition;

/// <summary>One step of a track: what every stage sees.</summary>
/// <param name="Position">Of the first sample, from the track's start.</param>
/// <param name="Samples">16 kHz mono; <see cref="Vad.IVoiceActivityDetector.FrameLength"/> of them, fewer only in a track's last frame.
/// Valid during the call only.</param>
/// <param name="SpeechProbability">0 to 1, by the voice activity detector.</param>
/// <param name="Backlog">Samples waiting behind this frame: how far the pipeline is behind its source.</param>
public readonly record struct SpeechFrame(long Position, ReadOnlyMemory<float> Samples, float SpeechProbability, long Backlog);
