namespace LiveCaptions.Speech.Features;

/// <summary>One triangle on the mel scale, as weights of neighbouring points of a spectrum.</summary>
/// <param name="First">The first point that it weighs.</param>
internal sealed record MelBank(int First, double[] Weights)
{
    private const double LowestHertz = 20;

    /// <summary>Of a mel above 1000 Hz, in natural logarithms.</summary>
    private static readonly double SlaneyStep = Math.Log(6.4) / 27;

    /// <summary>Kaldi's: equally wide on the mel scale from 20 Hz on, each reaching to its neighbours' peaks.</summary>
    /// <param name="length">Samples that the spectrum was made of.</param>
    /// <param name="highest">In Hertz: where the last one ends.</param>
    public static MelBank[] Kaldi(int count, int length, double highest)
    {
        var (low, high) = (Mel(LowestHertz), Mel(highest));
        var step = (high - low) / (count + 1);
        return [.. Enumerable.Range(0, count).Select(bank => Triangle(low + (bank * step), step, length))];
    }

    /// <summary>
    /// Librosa's: equally wide on Slaney's mel scale from 0 Hz on, triangles over Hertz, each with an area of 1.
    /// </summary>
    /// <inheritdoc cref="Kaldi"/>
    public static MelBank[] Slaney(int count, int length, double highest)
    {
        var step = SlaneyMel(highest) / (count + 1);
        return [.. Enumerable.Range(0, count).Select(bank => Triangle(
            SlaneyHertz(bank * step), SlaneyHertz((bank + 1) * step), SlaneyHertz((bank + 2) * step), length))];
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

    private static MelBank Triangle(double left, double centre, double right, int length)
    {
        var (first, weights) = (0, new List<double>());
        for (var point = 0; point < length / 2; point++)
        {
            var hertz = (double)point * AudioFormat.SampleRate / length;
            if (hertz > left && hertz < right)
            {
                first = weights.Count == 0 ? point : first;
                var height = hertz <= centre ? (hertz - left) / (centre - left) : (right - hertz) / (right - centre);
                weights.Add(height * 2 / (right - left));
            }
        }

        return new MelBank(first, [.. weights]);
    }

    /// <summary>Linear up to 1000 Hz.</summary>
    private static double SlaneyMel(double hertz) => hertz <= 1000 ? hertz * 3 / 200 : 15 + (Math.Log(hertz / 1000) / SlaneyStep);

    private static double SlaneyHertz(double mel) => mel <= 15 ? mel * 200 / 3 : 1000 * Math.Exp((mel - 15) * SlaneyStep);

    public static double Mel(double hertz) => 1127 * Math.Log(1 + (hertz / 700));

    public static double Hertz(double mel) => 700 * (Math.Exp(mel / 1127) - 1);
}
