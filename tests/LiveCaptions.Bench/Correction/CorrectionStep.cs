namespace LiveCaptions.Bench.Correction;

/// <param name="Cues">That were changed.</param>
/// <param name="Answered">Seconds until it was stored and answered.</param>
/// <param name="CpuSeconds">Of server, person and viewers until it was answered.</param>
/// <param name="Seen">Seconds until the last viewer had the last of the cues.</param>
public sealed record CorrectionStep(int Cues, double Answered, double CpuSeconds, double Seen);
