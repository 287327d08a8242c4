using LiveCaptions.Speech.Diarization;

namespace LiveCaptions.Speech.Recognition;

/// <summary>A short stretch of speech, and what the voice in it is like. Pieces of an utterance follow each other without a gap.</summary>
/// <param name="Start">Position of its first sample.</param>
/// <param name="End">Position behind its last sample.</param>
/// <param name="Weight">How much of a full window of speech the vector is made of: 0 to 1.</param>
/// <param name="Vector">The voice, in the space of the <see cref="VoiceModel"/> that made it. It may be made of more
/// than the stretch itself.</param>
public sealed record VoicePiece(long Start, long End, float Weight, float[] Vector);
