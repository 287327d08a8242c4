namespace LiveCaptions.Speech.Recognition;

/// <summary>A piece that turned out to be somebody else's.</summary>
/// <param name="Now">With its new label.</param>
/// <param name="Before">Number of the speaker that it was given to; null for nobody.</param>
public sealed record PieceChange(LabelledPiece Now, int? Before);
