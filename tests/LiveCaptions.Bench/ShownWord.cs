using LiveCaptions.Clients;

namespace LiveCaptions.Bench;

/// <summary>A word on a viewer's screen.</summary>
/// <param name="End">End in the audio, in seconds, as the newest message says.</param>
/// <param name="Since">When it was shown and not changed since, in the seconds of <see cref="CueArrival.At"/>.</param>
internal readonly record struct ShownWord(string Text, double End, double Since);
