namespace LiveCaptions.Speech.Diarization;

/// <summary>Cuts an utterance where the voice changes, as often as it does.</summary>
internal sealed class PieceSplitter(VoiceModel model)
{
    /// <summary>Blocks of speech that a piece has at least: 0.6 s. Less says too little about a voice.</summary>
    public const int Shortest = 5;

    /// <summary>How much likelier two voices must be than one (log of the ratio).</summary>
    private const double Threshold = 10;

    /// <summary>People take turns where somebody pauses: a cut is that much likelier per block of silence, up to three.</summary>
    private const double PerSilentBlock = 2;
    private const int SilentBlocks = 3;

    /// <returns>Ranges of speech blocks, in order; together they are all.</returns>
    public IReadOnlyList<(int From, int To)> Split(VoiceSums voices)
    {
        var pieces = new List<(int, int)>();
        Split(voices, voices.Between(0, voices.Blocks.Count), 0, voices.Blocks.Count, pieces);
        return pieces;
    }

    private void Split(VoiceSums voices, float[] mean, int from, int to, List<(int, int)> pieces)
    {
        var (cut, lowest) = (0, double.MaxValue);
        for (var at = from + Shortest; at <= to - Shortest; at++)
        {
            var silence = Math.Min(SilentBlocks, voices.Blocks[at] - voices.Blocks[at - 1] - 1);
            var same = VoiceMath.SameVoice(model, mean, voices.Between(from, at), at - from, voices.Between(at, to), to - at) - (silence * PerSilentBlock);
            if (same < lowest)
            {
                (cut, lowest) = (at, same);
            }
        }

        if (lowest > -Threshold)
        {
            pieces.Add((from, to));
            return;
        }

        Split(voices, mean, from, cut, pieces);
        Split(voices, mean, cut, to, pieces);
    }
}
