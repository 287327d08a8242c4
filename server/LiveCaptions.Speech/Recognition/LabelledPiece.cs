namespace LiveCaptions.Speech.Recognition;

/// <summary>A piece of one voice and whose it is.</summary>
/// <param name="Speaker">Null while that is not sure.</param>
public sealed record LabelledPiece(VoicePiece Piece, SpeakerLabel? Speaker);
