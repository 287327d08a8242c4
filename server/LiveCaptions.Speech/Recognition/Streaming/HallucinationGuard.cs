namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>Decides whether a hypothesis is speech that was heard. Thresholds measured on real speech (−0.02 to −0.35) and on noise.</summary>
internal static class HallucinationGuard
{
    private const int ShortClip = AudioFormat.SampleRate;
    private const float ShortClipDoubt = -0.45f;
    private const float Doubt = -1.0f;

    public static bool IsSpeech(Hypothesis hypothesis, int samples) =>
        hypothesis.Words.Count > 0
        && hypothesis.MeanLogProbability >= (samples < ShortClip ? ShortClipDoubt : Doubt);
}
