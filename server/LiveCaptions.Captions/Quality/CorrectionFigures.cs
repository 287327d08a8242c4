namespace LiveCaptions.Captions.Quality;

/// <summary>What people put right.</summary>
/// <param name="At">When somebody said that all of it is right.</param>
/// <param name="Cues">Of the published transcript.</param>
/// <param name="CorrectedCues">Of those, the ones whose text, times or speaker a person put right.</param>
/// <param name="CorrectedWords">Words that a person changed, added or took away; null where what was there before is forgotten.</param>
/// <param name="ShareOfWords">Of all words that the machine wrote, 0 to 1.</param>
public sealed record CorrectionFigures(
    CorrectionStatus Status, DateTimeOffset? At, int Cues, int CorrectedCues, int? CorrectedWords, double? ShareOfWords);
