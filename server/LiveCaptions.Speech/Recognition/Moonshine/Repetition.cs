namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>
/// Tells what is said many times over from text that runs in circles. Who says something three times is heard saying it the third time:
/// the decoder is sure of it by then. In circles, as greedy decoders write them on sounds that they cannot make out, it becomes sure only
/// slowly. It does become so, so to how sure it is of a text only the first time counts.
/// </summary>
internal static class Repetition
{
    /// <summary>Tokens of a group, and how many times over it stands there before this looks at it.</summary>
    private const int LongestGroup = 12;
    private const int Repeats = 4;

    /// <summary>
    /// Mean log-probability of the third time: in 150 groups that were said −0.57 or better, in circles −0.58, −0.94 and −1.02.
    /// </summary>
    private const float Doubt = -0.75f;

    /// <summary>Leaves what the text only goes round in there once.</summary>
    public static void TakeOutCircles(TokenSequence sequence)
    {
        var said = new List<int>(sequence.Tokens.Count);
        for (var at = 0; at < sequence.Tokens.Count;)
        {
            var (length, repeated) = GroupAt(sequence.Tokens, at);
            var isCircle = repeated > length && sequence.LogProbabilities.Slice(at + (2 * length), length).Average() < Doubt;
            said.AddRange(Enumerable.Range(at, isCircle ? length : repeated));
            at += repeated;
        }

        if (said.Count < sequence.Tokens.Count)
        {
            sequence.Keep(said);
        }
    }

    /// <summary>
    /// Positions of the tokens without those that only say a group of tokens again that is said four times over, or more.
    /// </summary>
    public static List<int> Once(List<int> tokens)
    {
        var once = new List<int>(tokens.Count);
        for (var at = 0; at < tokens.Count;)
        {
            var (length, repeated) = GroupAt(tokens, at);
            once.AddRange(Enumerable.Range(at, length));
            at += repeated;
        }

        return once;
    }

    /// <returns>Tokens of the shortest group that is repeated from here on, and of all its repetitions; (1, 1) where none is.</returns>
    private static (int Length, int Repeated) GroupAt(List<int> tokens, int at)
    {
        for (var length = 1; length <= LongestGroup && at + (length * Repeats) <= tokens.Count; length++)
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
