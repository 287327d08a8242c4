using LiveCaptions.Speech.Ensemble;

namespace LiveCaptions.Server.Storage;

/// <summary>Words of a cue that are not sure. Times in seconds of the session.</summary>
/// <param name="Confidence">0 to 1, of the least sure one.</param>
/// <param name="Alternatives">What other engines hear there.</param>
public sealed record DoubtfulPlace(double Start, double End, double Confidence, IReadOnlyList<SpanAlternative> Alternatives);
