using System.Numerics.Tensors;

namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>A text as greedy decoding writes it: the likeliest token each time.</summary>
/// <param name="speaks">Whether it has to say something: the text does not end before it has begun.</param>
internal sealed class GreedyText(CrossAttention cross, bool speaks = false)
{
    private readonly TokenSequence _sequence = new(cross.Frames);
    private readonly int _cap = MoonshineDecoder.MostTokens(cross);

    public CrossAttention Cross => cross;

    /// <summary>The token that was added last: the next pass's input.</summary>
    public int Last { get; private set; } = MoonshineDecoder.StartToken;

    /// <summary>Tokens so far.</summary>
    public int Length => _sequence.Tokens.Count;

    public bool Ended => Last == MoonshineDecoder.EndToken || _sequence.Tokens.Count >= _cap;

    /// <summary>Adds what follows a row.</summary>
    /// <param name="known">The token that it is, whatever is likeliest; null where nobody knows.</param>
    /// <returns>The token.</returns>
    public int Add(StepResult pass, int row, int? known = null)
    {
        _sequence.Attention.Add(pass.Attention(row));
        var (token, logProbability) = known is { } given
            ? Given(pass.Logits(row), given)
            : Choose(pass.Logits(row), mayEnd: !speaks || _sequence.Tokens.Count > 0);
        if (token == MoonshineDecoder.EndToken)
        {
            _sequence.EndLogProbability = logProbability;
        }
        else
        {
            _sequence.Add(token, logProbability);
        }

        return Last = token;
    }

    /// <summary>When it has <see cref="Ended"/>.</summary>
    public TokenSequence ToSequence()
    {
        Repetition.TakeOutCircles(_sequence);
        return _sequence;
    }

    private static (int Token, float LogProbability) Choose(ReadOnlySpan<float> logits, bool mayEnd)
    {
        if (!mayEnd)
        {
            // As if there were no end: what is left has a probability of 1 together.
            float[] text = [.. logits];
            text[MoonshineDecoder.EndToken] = float.NegativeInfinity;
            return Choose(text, mayEnd: true);
        }

        var token = TensorPrimitives.IndexOfMax(logits);
        return Given(logits, token);
    }

    private static (int Token, float LogProbability) Given(ReadOnlySpan<float> logits, int token) =>
        (token, logits[token] - StepResult.LogSum(logits));
}
