namespace LiveCaptions.Speech.Recognition.Exported;

/// <summary>A token behind those before it: texts that begin alike share their beginning.</summary>
/// <param name="before">Null for the first.</param>
/// <param name="frame">Of the encoder, from the utterance's first.</param>
/// <param name="logProbability">Of this token, where it was said.</param>
internal sealed class TokenNode(TokenNode? before, int id, int frame, float logProbability)
{
    public TokenNode? Before => before;

    public int Id => id;

    public int Frame => frame;

    public float LogProbability => logProbability;

    /// <summary>Tokens up to this one.</summary>
    public int Count { get; } = (before?.Count ?? 0) + 1;

    /// <summary>The tokens up to the last one, without the first ones.</summary>
    public static List<TokenNode> Behind(TokenNode? last, int first)
    {
        var tokens = new List<TokenNode>();
        for (; last is not null && last.Count > first; last = last.Before)
        {
            tokens.Add(last);
        }

        tokens.Reverse();
        return tokens;
    }

    /// <summary>Whether two texts are the same.</summary>
    public static bool Same(TokenNode? a, TokenNode? b)
    {
        while (!ReferenceEquals(a, b))
        {
            if (a is null || b is null || a.Count != b.Count || a.Id != b.Id)
            {
                return false;
            }

            (a, b) = (a.Before, b.Before);
        }

        return true;
    }
}
