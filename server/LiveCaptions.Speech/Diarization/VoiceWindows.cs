namespace LiveCaptions.Speech.Diarization;

/// <summary>The windows over an utterance's speech blocks that voices are taken from, and the stretch that each decides.</summary>
internal static class VoiceWindows
{
    /// <summary>Blocks of speech in a full window: 1.44 s.</summary>
    public const int Length = 12;

    /// <summary>Blocks from window to window: 0.48 s.</summary>
    private const int Hop = 4;

    /// <summary>
    /// Blocks that the border between two stretches moves at most to lie in a pause: people change where somebody pauses.
    /// </summary>
    private const int Reach = 3;

    /// <summary>
    /// The windows [From, To) that make a vector each, and the stretches [First, End) that they decide, being nearer
    /// to their middle than to others'.
    /// </summary>
    /// <param name="blocks">Numbers of the blocks that hold speech, in order. Windows and stretches count in them.</param>
    public static IEnumerable<(int From, int To, int First, int End)> Over(IReadOnlyList<int> blocks)
    {
        var starts = Starts(blocks.Count);
        var first = 0;
        for (var i = 0; i < starts.Count; i++)
        {
            var end = i == starts.Count - 1 ? blocks.Count : InPause(blocks, Border(starts[i], starts[i + 1]));
            if (end > first)
            {
                yield return (starts[i], Math.Min(blocks.Count, starts[i] + Length), first, end);
                first = end;
            }
        }
    }

    /// <summary>
    /// The border moved to the longest pause within reach, of equally long ones to the nearest; where it is if nobody pauses.
    /// </summary>
    private static int InPause(IReadOnlyList<int> blocks, int border)
    {
        var (first, last) = (Math.Max(1, border - Reach), Math.Min(blocks.Count - 1, border + Reach));
        return Enumerable.Range(first, last - first + 1)
            .OrderByDescending(at => blocks[at] - blocks[at - 1]).ThenBy(at => Math.Abs(at - border)).First();
    }

    /// <summary>The last window ends with the speech.</summary>
    private static List<int> Starts(int blocks)
    {
        var starts = new List<int> { 0 };
        while (starts[^1] + Length < blocks)
        {
            starts.Add(Math.Min(starts[^1] + Hop, blocks - Length));
        }

        return starts;
    }

    private static int Border(int before, int after) => ((before + after + 1) / 2) + (Length / 2);
}
