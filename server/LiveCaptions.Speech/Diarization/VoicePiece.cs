namespace LiveCaptions.Speech.Diarization;

/// <summary>A stretch of speech in which one voice is heard, and what that voice is like.</summary>
/// <param name="Start">Position of its first sample.</param>
/// <param name="End">Position behind its last sample.</param>
/// <param name="Weight">Blocks of 0.12 s of speech that the vector is made of: the more, the surer it is.</param>
/// <param name="Vector">The voice, in the space of the <see cref="VoiceModel"/> that made it.</param>
public sealed record VoicePiece(long Start, long End, int Weight, float[] Vector);
