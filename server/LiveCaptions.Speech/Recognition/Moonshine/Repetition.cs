namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>
/// Finds text that runs in circles. It may have been said, so it stays; but a decoder becomes surer with each time it repeats itself, so to how sure it is only the first
/// time counts.
/// </summary>
internal static class Repetition
{
    private const int LongestLoop = 12;
    private const int Repeats = 4;

    /// <summary>Positions of the tokens without those that only say a group of tokens again that is said four times over, or more.</summary>
    public static List<int> Once(List<int> tokens)
    {
        var once = new List<int>(tokens.Count);
        for (var at = 0; at < tokens.Count;)
        {
            var (length, repeated) = LoopAt(tokens, at);
            once.AddRange(Enumerable.Range(at, length));
            at += repeated;
        }

        return once;
    }

    /// <returns>Tokens of the shortest group that is repeated from here on, and of all its repetitions; (1, 1) where none is.</returns>
    private static (int Length, int Repeated) LoopAt(List<int> tokens, int at)
    {
        for (var length = 1; length <= LongestLoop && at + (length * Repeats) <= tokens.Count; length++)
        {
            var end = at + length;
            while (end < tokens.Count && tokens[end] == tokens[end - length])
            {
                end++;
            }

            if (end - at >= length * Repeats)
            {
                return (length, end - at);
            }
        }

        return (1, 1);
    }
}
