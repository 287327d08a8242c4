namespace LiveCaptions.Speech.Diarization;

/// <summary>The windows over an utterance's speech blocks that voices are taken from, and the stretch that each decides.</summary>
internal static class VoiceWindows
{
    /// <summary>Blocks of speech in a full window: 1.44 s.</summary>
    public const int Length = 12;

    /// <summary>Blocks from window to window: 0.48 s.</summary>
    private const int Hop = 4;

    /// <summary>Blocks [From, To) make the vector; blocks [First, End) are decided by it, being nearer to its middle than to others'.</summary>
    public static IEnumerable<(int From, int To, int First, int End)> Over(int blocks)
    {
        var starts = Starts(blocks);
        for (var i = 0; i < starts.Count; i++)
        {
            var first = i == 0 ? 0 : Border(starts[i - 1], starts[i]);
            var end = i == starts.Count - 1 ? blocks : Border(starts[i], starts[i + 1]);
            yield return (starts[i], Math.Min(blocks, starts[i] + Length), first, end);
        }
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
