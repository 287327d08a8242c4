namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>What a decoder believes an utterance says.</summary>
/// <param name="Words">With times in samples from the utterance's first.</param>
/// <param name="Tokens">The decoder's own, for the next draft.</param>
/// <param name="MeanLogProbability">Per token: how sure the decoder is.</param>
internal sealed record Hypothesis(IReadOnlyList<Word> Words, IReadOnlyList<int> Tokens, float MeanLogProbability)
{
    /// <summary>Where each of the <see cref="Tokens"/> begins, in samples; empty where nobody knows.</summary>
    public IReadOnlyList<long> TokenStarts { get; init; } = [];

    /// <summary>What the encoder's inner layers hold; positions count from the utterance's first sample.</summary>
    public EncoderFeatures Features { get; init; } = EncoderFeatures.None;

    /// <summary>
    /// What the decoder would have said, had it said anything; null where it said something, or was sure that there is nothing to say.
    /// </summary>
    public Hypothesis? Otherwise { get; init; }

    /// <summary>The draft that it makes of a window which begins later; empty where it does not know.</summary>
    /// <param name="start">In samples.</param>
    public Hypothesis From(long start) => start == 0 ? this : Empty with
    {
        Tokens = [.. Tokens.Zip(TokenStarts).SkipWhile(token => token.Second < start).Select(token => token.First)],
    };

    public static readonly Hypothesis Empty = new([], [], 0);
}
