namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>What a decode says about a window.</summary>
/// <param name="Words">On the track's time line.</param>
internal sealed record WindowHypothesis(Hypothesis Hypothesis, HeardUtterance Heard, IReadOnlyList<Word> Words);
