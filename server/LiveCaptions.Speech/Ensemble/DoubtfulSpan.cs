namespace LiveCaptions.Speech.Ensemble;

/// <summary>Words that a person should look at. Times in samples of the track.</summary>
/// <param name="Text">As it is in the transcript.</param>
/// <param name="Confidence">0 to 1, of the least sure word: see <see cref="VoteOptions.DoubtBelow"/>.</param>
/// <param name="Alternatives">What other engines hear there, the likeliest first; none where all hear the same.</param>
public sealed record DoubtfulSpan(
    long Start, long End, string Text, double Confidence, IReadOnlyList<SpanAlternative> Alternatives);
