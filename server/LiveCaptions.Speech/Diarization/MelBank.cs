namespace LiveCaptions.Speech.Diarization;

/// <summary>One triangle on the mel scale, as weights of neighbouring points of a spectrum.</summary>
/// <param name="First">The first point that it weighs.</param>
internal sealed record MelBank(int First, double[] Weights)
{
    private const double LowestHertz = 20;

    /// <summary>
    /// Kaldi's: equally wide on the mel scale from 20 Hz to half the sample rate, each reaching to its neighbours' peaks.
    /// </summary>
    /// <param name="length">Samples that the spectrum was made of.</param>
    public static MelBank[] Create(int count, int length)
    {
        var (low, high) = (Mel(LowestHertz), Mel(AudioFormat.SampleRate / 2.0));
        var step = (high - low) / (count + 1);
        return [.. Enumerable.Range(0, count).Select(bank => Triangle(low + (bank * step), step, length))];
    }

    public double Apply(ReadOnlySpan<double> power)
    {
        var sum = 0.0;
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += Weights[i] * power[First + i];
        }

        return sum;
    }

    private static MelBank Triangle(double left, double step, int length)
    {
        var (first, weights) = (0, new List<double>());
        for (var point = 0; point < length / 2; point++)
        {
            var from = Mel((double)point * AudioFormat.SampleRate / length) - left;
            var weight = Math.Min(from, (2 * step) - from) / step;
            if (weight > 0)
            {
                first = weights.Count == 0 ? point : first;
                weights.Add(weight);
            }
        }

        return new MelBank(first, [.. weights]);
    }

    public static double Mel(double hertz) => 1127 * Math.Log(1 + (hertz / 700));

    public static double Hertz(double mel) => 700 * (Math.Exp(mel / 1127) - 1);
}
