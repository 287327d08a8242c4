using LiveCaptions.Speech.Features;

namespace LiveCaptions.Speech.Diarization;

/// <summary>
/// Mel-frequency cepstral coefficients 1 to 24 every 10 ms (frames of 25 ms, Hann window, 40 triangles of height 1 from
/// 60 to 7600 Hz, natural logarithm, orthogonal cosine transform): the short-time shape of the spectrum without its loudness. Speaker
/// heads are trained on just these.
/// </summary>
internal sealed class Cepstrum
{
    public const int Coefficients = 24;

    private const int FrameLength = 400;
    private const int FrameShift = 160;
    private const int FftLength = 512;
    private const int Bands = 40;
    private const double Lowest = 60;
    private const double Highest = 7600;
    private const double Floor = 1e-6;

    private static readonly FourierTransform Fourier = new(FftLength);
    private static readonly double[] Window = [.. Enumerable.Range(0, FrameLength)
        .Select(i => 0.5 - (0.5 * Math.Cos(2 * Math.PI * i / (FrameLength - 1))))];
    private static readonly MelBank[] Triangles = [.. Enumerable.Range(0, Bands).Select(Triangle)];
    private static readonly double[][] Cosines = [.. Enumerable.Range(1, Coefficients).Select(Cosine)];

    private readonly ReadOnlyMemory<float> _samples;

    /// <summary>[frames][<see cref="Coefficients"/>], each once it is asked for.</summary>
    private readonly double[]?[] _frames;

    // What one frame is computed in.
    private readonly double[] _real = new double[FftLength];
    private readonly double[] _imaginary = new double[FftLength];
    private readonly double[] _power = new double[FftLength / 2];

    /// <param name="samples">16 kHz, −1 to 1; what is shorter than a frame is filled up with silence.</param>
    public Cepstrum(ReadOnlyMemory<float> samples)
    {
        _samples = samples;
        _frames = new double[Math.Max(1, ((samples.Length - FrameLength) / FrameShift) + 1)][];
    }

    /// <summary>Mean, then deviation, of each coefficient over the frames that begin in some stretches.</summary>
    /// <param name="starts">Of the stretches, in samples.</param>
    /// <param name="statistics">[2 · <see cref="Coefficients"/>]</param>
    public void Statistics(IEnumerable<int> starts, int length, Span<float> statistics)
    {
        var perStretch = length / FrameShift;
        var frames = starts.SelectMany(start => Enumerable.Range((int)Math.Round((double)start / FrameShift), perStretch))
            .Where(f => f < _frames.Length).ToList();
        if (frames.Count < 2)
        {
            frames = [_frames.Length - 1];
        }

        var values = frames.ConvertAll(Frame);
        for (var c = 0; c < Coefficients; c++)
        {
            var mean = values.Average(v => v[c]);
            statistics[c] = (float)mean;
            statistics[Coefficients + c] = (float)Math.Sqrt(values.Average(v => (v[c] - mean) * (v[c] - mean)));
        }
    }

    private double[] Frame(int number)
    {
        var at = number * FrameShift;
        return _frames[number] ??= Compute(_samples.Span.Slice(at, Math.Min(FrameLength, _samples.Length - at)));
    }

    private double[] Compute(ReadOnlySpan<float> samples)
    {
        var (real, imaginary, power) = (_real, _imaginary, _power);
        real.AsSpan(samples.Length).Clear();
        imaginary.AsSpan().Clear();
        for (var i = 0; i < samples.Length; i++)
        {
            real[i] = samples[i] * Window[i];
        }

        Fourier.Forward(real, imaginary);
        for (var i = 0; i < power.Length; i++)
        {
            power[i] = (real[i] * real[i]) + (imaginary[i] * imaginary[i]);
        }

        var bands = Array.ConvertAll(Triangles, triangle => Math.Log(triangle.Apply(power) + Floor));
        return Array.ConvertAll(Cosines, cosine => Dot(cosine, bands));
    }

    private static double[] Cosine(int order) =>
        [.. Enumerable.Range(0, Bands).Select(band => Math.Cos(Math.PI / Bands * order * (band + 0.5)) * Math.Sqrt(2.0 / Bands))];

    /// <summary>Straight over hertz, unlike Kaldi's: that is what the heads are trained on.</summary>
    private static MelBank Triangle(int band)
    {
        var (left, peak, right) = (Edge(band), Edge(band + 1), Edge(band + 2));
        var points = Enumerable.Range(0, FftLength / 2).Select(i => (double)i * AudioFormat.SampleRate / FftLength).ToList();
        var first = points.FindIndex(hertz => hertz > left);
        return new MelBank(first, [.. points.Skip(first).TakeWhile(hertz => hertz < right).Select(hertz =>
            Math.Min((hertz - left) / (peak - left), (right - hertz) / (right - peak)))]);
    }

    private static double Edge(int number)
    {
        var (low, high) = (MelBank.Mel(Lowest), MelBank.Mel(Highest));
        return MelBank.Hertz(low + (number * (high - low) / (Bands + 1)));
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
