using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Clients;

/// <summary>A cue message as a viewer got it.</summary>
/// <param name="At">Seconds after the first sample was spoken: on the same scale as the words' times.</param>
public sealed record CueArrival(Cue Cue, double At);
