using System.Numerics.Tensors;

namespace LiveCaptions.Media.Audio;

/// <summary>
/// The low-pass of a <see cref="Resampler"/>, one set of taps per fraction of an input sample. Kaiser window, 80 dB;
/// passes up to 0.42 and stops from 0.5 of the lower of the two rates.
/// </summary>
internal sealed class ResamplerKernel
{
    // Zero crossings on each side: 64 at the lower rate make the transition 0.078 of it wide at 80 dB (Kaiser's formula).
    private const int ZeroCrossings = 32;
    private const double KaiserBeta = 7.857;
    private const double Cutoff = 0.922;

    // Rates with a large ratio (44,101 Hz) would need a table per output sample: beyond this many fractions
    // neighbouring sets are interpolated, which stays below -94 dB.
    private const int MaxExactPhases = 320;
    private const int InterpolatedPhases = 256;

    private readonly float[][] _taps;
    private readonly int _phases;
    private readonly bool _exact;

    /// <param name="phases">Output rate divided by the rates' greatest common divisor.</param>
    /// <param name="step">Input rate divided likewise.</param>
    public ResamplerKernel(int phases, int step)
    {
        _phases = phases;
        _exact = phases <= MaxExactPhases;
        var scale = Math.Min(1.0, phases / (double)step);
        var half = (int)Math.Ceiling(ZeroCrossings / scale);
        Taps = half * 2;
        Centre = half - 1;
        var sets = _exact ? phases : InterpolatedPhases;
        _taps = new float[_exact ? sets : sets + 1][];
        for (var set = 0; set < _taps.Length; set++)
        {
            _taps[set] = TapsAt(set / (double)sets, half, scale);
        }
    }

    /// <summary>Input samples behind one output sample.</summary>
    public int Taps { get; }

    /// <summary>Where in its window an output at fraction 0 lies.</summary>
    public int Centre { get; }

    /// <param name="window"><see cref="Taps"/> input samples.</param>
    /// <param name="phase">0 to phases - 1: where the output lies between <see cref="Centre"/> and the next sample.</param>
    public float Apply(ReadOnlySpan<float> window, int phase)
    {
        if (_exact)
        {
            return TensorPrimitives.Dot(window, _taps[phase]);
        }

        var (set, remainder) = Math.DivRem((long)phase * InterpolatedPhases, _phases);
        var near = TensorPrimitives.Dot(window, _taps[set]);
        var far = TensorPrimitives.Dot(window, _taps[set + 1]);
        return near + ((far - near) * (remainder / (float)_phases));
    }

    private float[] TapsAt(double fraction, int half, double scale)
    {
        var taps = new double[Taps];
        for (var i = 0; i < taps.Length; i++)
        {
            var t = i - Centre - fraction;
            taps[i] = Sinc(t * scale * Cutoff) * Kaiser(t / half);
        }

        // Every set passes a constant unchanged: no ripple at the rate of the phases.
        var sum = taps.Sum();
        return Array.ConvertAll(taps, tap => (float)(tap / sum));
    }

    private static double Sinc(double x) => Math.Abs(x) < 1e-9 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    private static double Kaiser(double x) => Math.Abs(x) >= 1 ? 0 : BesselI0(KaiserBeta * Math.Sqrt(1 - (x * x))) / BesselI0(KaiserBeta);

    private static double BesselI0(double x)
    {
        double sum = 1, term = 1;
        for (var k = 1; term > sum * 1e-12; k++)
        {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }

        return sum;
    }
}
