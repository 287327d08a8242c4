namespace LiveCaptions.Speech.Diarization;

/// <summary>Likelihoods under a <see cref="VoiceModel"/>; all dimensions are independent normal distributions.</summary>
internal static class VoiceMath
{
    /// <summary>Log of the density of <paramref name="x"/> around <paramref name="mean"/>, less a constant.</summary>
    public static double LogNormal(double x, double mean, double variance)
    {
        var d = x - mean;
        return -0.5 * ((d * d / variance) + Math.Log(variance));
    }

    /// <summary>
    /// How much likelier it is that two stretches are one voice than that they are two: the log of the ratio.
    /// </summary>
    /// <param name="mean">The session's mean voice.</param>
    public static double SameVoice(VoiceModel model, ReadOnlySpan<float> mean, ReadOnlySpan<float> a, int weightA, ReadOnlySpan<float> b, int weightB)
    {
        var ratio = 0.0;
        for (var i = 0; i < model.Dimensions; i++)
        {
            double between = model.Between[i];
            var (va, vb) = (model.Within[i] + (model.PerBlock[i] / weightA), model.Within[i] + (model.PerBlock[i] / weightB));
            double da = a[i] - mean[i], db = b[i] - mean[i];
            var precision = (1 / between) + (1 / va) + (1 / vb);
            var voice = ((da / va) + (db / vb)) / precision;
            ratio += -0.5 * ((da * da / va) + (db * db / vb) - (voice * voice * precision) + Math.Log(va * vb * between * precision));
            ratio -= LogNormal(da, 0, between + va) + LogNormal(db, 0, between + vb);
        }

        return ratio;
    }
}
