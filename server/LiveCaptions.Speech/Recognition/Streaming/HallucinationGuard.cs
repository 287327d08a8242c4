namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>
/// Takes out what a decoder wrote without having heard it. Decoders of this kind rather write something likely than nothing: after the speech
/// is over, on fragments, and on sounds.
/// Mean log-probabilities of real speech are −0.01 to −0.38 (base), in ruined recordings down to −0.60 (tiny); what music made them say, −0.48 and −0.86.
/// </summary>
internal static class HallucinationGuard
{
    private const long ShortClip = 2 * AudioFormat.SampleRate;
    private const float ShortClipDoubt = -0.46f;
    private const float Doubt = -1.2f;

    /// <summary>No word is said in less than this (48 ms), in samples.</summary>
    private const long Instant = 768;

    private const float TailDoubt = 0.6f;
    private const int TailWords = 2;

    /// <summary>The hypothesis's words that were heard; none where all of it is doubtful.</summary>
    public static IReadOnlyList<Word> Heard(Hypothesis hypothesis, int samples)
    {
        var certain = hypothesis.MeanLogProbability >= (samples < ShortClip ? ShortClipDoubt : Doubt);
        var words = WithoutTail(hypothesis.Words);
        return certain || words.Count < hypothesis.Words.Count ? words : [];
    }

    /// <summary>A run of doubtful words squeezed into the last instant: the decoder went on after the audio had ended.</summary>
    private static IReadOnlyList<Word> WithoutTail(IReadOnlyList<Word> words)
    {
        var heard = words.Count;
        while (heard > 0 && words[heard - 1] is { Confidence: < TailDoubt } last && last.End - last.Start < Instant)
        {
            heard--;
        }

        return words.Count - heard >= TailWords ? [.. words.Take(heard)] : words;
    }
}
