namespace LiveCaptions.Bench;

/// <summary>A clip in a <see cref="TimedProgramme"/>. Positions in samples of the programme.</summary>
/// <param name="Start">Where its first word begins, by its energy.</param>
/// <param name="End">Where its last word ends.</param>
/// <param name="SureStart">A stricter threshold agrees about the start: no breath is before it.</param>
/// <param name="SureEnd">The same about the end.</param>
public sealed record TimedClip(string Text, long Start, long End, bool SureStart, bool SureEnd);
