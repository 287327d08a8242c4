namespace LiveCaptions.Speech.Sounds;

/// <summary>The tones in 64 ms of sound: peaks of its spectrum from 125 Hz to 5 kHz that stand out. Not thread-safe.</summary>
internal sealed class ToneFrame
{
    public const int Length = 1024;

    /// <summary>Hertz between two bins.</summary>
    public const double BinWidth = AudioFormat.SampleRate / (double)Length;

    private const int FirstBin = 8;
    private const int EndBin = 320;

    /// <summary>Bins on each side that a peak is compared with: 190 Hz.</summary>
    private const int Around = 12;

    /// <summary>Bins that are computed: no tone is compared with more.</summary>
    private const int Bins = EndBin + Around;

    /// <summary>Decibels that a peak is above the mean of what is around it.</summary>
    private const double Prominence = 10;

    private static readonly FourierTransform Fourier = new(Length);
    private static readonly double[] Window = [.. Enumerable.Range(0, Length)
        .Select(i => 0.5 - (0.5 * Math.Cos(2 * Math.PI * i / (Length - 1))))];
    private static readonly double WindowPower = Window.Average(w => w * w);

    private readonly double[] _real = new double[Length];
    private readonly double[] _imaginary = new double[Length];
    private readonly double[] _power = new double[Bins];
    private readonly double[] _level = new double[Bins];

    /// <summary>In dB of full scale.</summary>
    public double Level { get; private set; }

    /// <summary>Energy of all bins that are looked at.</summary>
    public double Energy { get; private set; }

    /// <summary>Bins of the tones, rising.</summary>
    public List<int> Tones { get; } = [];

    public double EnergyAt(int bin) => _power[bin - 1] + _power[bin] + _power[bin + 1];

    /// <param name="samples"><see cref="Length"/> of them.</param>
    public void Look(ReadOnlySpan<float> samples)
    {
        var sum = 0.0;
        for (var i = 0; i < Length; i++)
        {
            var sample = samples[i] * Window[i];
            sum += sample * sample;
            _real[i] = sample;
        }

        Level = 10 * Math.Log10((sum / Length / WindowPower) + 1e-12);
        _imaginary.AsSpan().Clear();
        Fourier.Forward(_real, _imaginary);
        for (var bin = 0; bin < Bins; bin++)
        {
            _power[bin] = (_real[bin] * _real[bin]) + (_imaginary[bin] * _imaginary[bin]) + 1e-12;
            _level[bin] = 10 * Math.Log10(_power[bin]);
        }

        Energy = 0;
        for (var bin = FirstBin; bin < EndBin; bin++)
        {
            Energy += _power[bin];
        }

        FindTones();
    }

    private void FindTones()
    {
        Tones.Clear();
        for (var bin = FirstBin; bin < EndBin; bin++)
        {
            if (_level[bin] >= _level[bin - 1] && _level[bin] > _level[bin + 1] && _level[bin] - Mean(bin) > Prominence)
            {
                Tones.Add(bin);
            }
        }
    }

    private double Mean(int bin)
    {
        var first = Math.Max(0, bin - Around);
        var around = _level.AsSpan(first, bin + Around + 1 - first);
        var sum = 0.0;
        foreach (var level in around)
        {
            sum += level;
        }

        return sum / around.Length;
    }
}
