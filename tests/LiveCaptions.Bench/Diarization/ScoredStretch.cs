namespace LiveCaptions.Bench.Diarization;

/// <summary>A stretch of time in which nobody begins or ends to speak.</summary>
/// <param name="Voices">Who really speaks.</param>
/// <param name="Labels">Who is said to speak.</param>
internal sealed record ScoredStretch(double Seconds, IReadOnlyList<string> Voices, IReadOnlyList<string> Labels);
