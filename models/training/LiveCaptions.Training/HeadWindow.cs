namespace LiveCaptions.Training;

/// <summary>What a head is to learn from. Positions in samples.</summary>
/// <param name="Whole">Whether it is all of an utterance.</param>
internal sealed record HeadWindow(long Start, long End, bool Whole, float[] Features);
