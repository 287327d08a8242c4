namespace LiveCaptions.Bench.Diarization;

/// <summary>A word and who says it; null where nobody knows.</summary>
public sealed record SpeakerWord(string Text, string? Speaker);
