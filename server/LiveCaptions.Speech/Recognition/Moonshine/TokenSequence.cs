namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>What the decoder said: tokens (without start and end), their log-probabilities, and where each looked.</summary>
/// <param name="frames">Encoder frames T of the window.</param>
internal sealed class TokenSequence(int frames)
{
    public int Frames { get; } = frames;

    public List<int> Tokens { get; } = [];

    public List<float> LogProbabilities { get; } = [];

    /// <summary>Log-probability of the end after the last token; NaN where the token cap ended the text.</summary>
    public float EndLogProbability { get; set; } = float.NaN;

    /// <summary>Per decoder row (the start token, then each token) the attention of the alignment heads, [heads, T] each.</summary>
    public List<float[]> Attention { get; } = [];

    /// <summary>Mean over the tokens and the end; where the text runs in circles, over the first time round.</summary>
    public float MeanLogProbability
    {
        get
        {
            var once = Repetition.Once(Tokens);
            return (once.Sum(at => LogProbabilities[at]) + (float.IsNaN(EndLogProbability) ? 0 : EndLogProbability)) / (once.Count + 1);
        }
    }

    public void Add(int token, float logProbability)
    {
        Tokens.Add(token);
        LogProbabilities.Add(logProbability);
    }

    /// <summary>Leaves only these tokens.</summary>
    /// <param name="tokens">Positions, rising.</param>
    public void Keep(List<int> tokens)
    {
        Leave(Tokens, tokens);
        Leave(LogProbabilities, tokens);
        Leave(Attention, tokens);
    }

    private static void Leave<T>(List<T> list, List<int> positions)
    {
        List<T> left = [.. positions.Select(at => list[at])];
        list.Clear();
        list.AddRange(left);
    }
}
