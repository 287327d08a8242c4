namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>What a decoder believes an utterance says.</summary>
/// <param name="Words">With times in samples from the utterance's first.</param>
/// <param name="Tokens">The decoder's own, for the next draft.</param>
/// <param name="MeanLogProbability">Per token: how sure the decoder is.</param>
internal sealed record Hypothesis(IReadOnlyList<Word> Words, IReadOnlyList<int> Tokens, float MeanLogProbability)
{
    /// <summary>Where each of the <see cref="Tokens"/> begins, in samples; empty where nobody knows.</summary>
    public IReadOnlyList<long> TokenStarts { get; init; } = [];

    /// <summary>Leading tokens that are known: who gets this for a draft goes on behind them, whatever it would have said itself.</summary>
    public int Known { get; init; }

    /// <summary>What language the decoder found it to be, BCP 47; null where it was told.</summary>
    public string? Language { get; init; }

    /// <summary>What the encoder's inner layers hold; positions count from the utterance's first sample.</summary>
    public EncoderFeatures Features { get; init; } = EncoderFeatures.None;

    /// <summary>
    /// What the decoder would have said, had it said anything; null where it said something, or was sure that there is nothing to say.
    /// </summary>
    public Hypothesis? Otherwise { get; init; }

    /// <summary>The draft that it makes of a window which begins later; empty where it does not know.</summary>
    /// <param name="start">In samples.</param>
    public Hypothesis From(long start)
    {
        if (start == 0)
        {
            return this;
        }

        var left = TokenStarts.TakeWhile(at => at < start).Count();
        return Empty with
        {
            Language = Language,
            Tokens = [.. Tokens.Take(TokenStarts.Count).Skip(left)],
            Known = Math.Max(0, Known - left)
        };
    }

    /// <summary>The same with the tokens that begin before a place known.</summary>
    /// <param name="end">In samples.</param>
    public Hypothesis KnownUpTo(long end) => this with { Known = TokenStarts.TakeWhile(at => at < end).Count() };

    public static readonly Hypothesis Empty = new([], [], 0);
}
