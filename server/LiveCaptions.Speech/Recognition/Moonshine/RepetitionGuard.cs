namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>Ends a text that runs in circles, as greedy decoders do on sounds that are no speech.</summary>
internal static class RepetitionGuard
{
    private const int LongestLoop = 12;
    private const int Repeats = 4;

    /// <summary>True when the text ends in one group of tokens said four times over; it is then left there once.</summary>
    public static bool Trim(TokenSequence sequence)
    {
        var tokens = sequence.Tokens;
        for (var length = 1; length <= LongestLoop && length * Repeats <= tokens.Count; length++)
        {
            if (Repeated(tokens, length))
            {
                sequence.Truncate(tokens.Count - (length * (Repeats - 1)));
                return true;
            }
        }

        return false;
    }

    private static bool Repeated(List<int> tokens, int length)
    {
        for (var i = tokens.Count - (length * Repeats); i < tokens.Count - length; i++)
        {
            if (tokens[i] != tokens[i + length])
            {
                return false;
            }
        }

        return true;
    }
}
