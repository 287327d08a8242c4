namespace LiveCaptions.Captions.Cues;

/// <summary>How long viewers waited for a cue that was live, in seconds; stays whatever becomes of the cue.</summary>
/// <param name="First">From the end of its first word being received to the first message that showed any of it.</param>
/// <param name="Final">From the end of its last word being received to its final being sent.</param>
public sealed record CueShown(double First, double Final);
