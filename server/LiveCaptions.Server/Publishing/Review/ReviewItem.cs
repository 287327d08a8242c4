using LiveCaptions.Speech.Ensemble;

namespace LiveCaptions.Server.Publishing.Review;

/// <summary>Words of a cue that a person should look at. Times in seconds of the session.</summary>
/// <param name="Text">As the cue has them.</param>
/// <param name="Confidence">0 to 1, of the least sure one.</param>
/// <param name="Alternatives">What other engines hear in their place, the likeliest first; of an empty text: nothing.</param>
public sealed record ReviewItem(
    string CueId, double Start, double End, string Text, double Confidence, IReadOnlyList<SpanAlternative> Alternatives);
