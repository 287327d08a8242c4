namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>
/// Takes out what a decoder wrote without having heard it. Decoders of this kind rather write something likely than nothing: after
/// the speech is over, on fragments, and on sounds. Mean log-probabilities of real speech are −0.01 to −0.38 (base), in ruined recordings
/// down to −0.60 (tiny); what music made them say, −0.48 and −0.86.
/// </summary>
internal static class HallucinationGuard
{
    /// <summary>1.3 s: of sounds that are no speech, voice activity takes no more for speech.</summary>
    private const long LittleSpeech = AudioFormat.SampleRate * 13 / 10;
    private const float LittleSpeechDoubt = -0.46f;
    private const float Doubt = -1.2f;

    /// <summary>The hypothesis's words that were heard; none where all of it is doubtful.</summary>
    /// <param name="speech">Samples that voice activity takes for speech.</param>
    public static IReadOnlyList<Word> Heard(Hypothesis hypothesis, long speech)
    {
        var certain = hypothesis.MeanLogProbability >= (speech < LittleSpeech ? LittleSpeechDoubt : Doubt);
        var words = TimelessWords.TakenOut(hypothesis.Words);
        return certain || (words.Count < hypothesis.Words.Count && MeanLogConfidence(words) >= Doubt) ? words : [];
    }

    private static float MeanLogConfidence(IReadOnlyList<Word> words) =>
        words.Count == 0 ? float.NegativeInfinity : words.Average(word => MathF.Log(word.Confidence));
}
