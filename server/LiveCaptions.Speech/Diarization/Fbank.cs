using LiveCaptions.Speech.Inference.Catalog;

namespace LiveCaptions.Speech.Diarization;

/// <summary>
/// Log mel energies as Kaldi's compute-fbank-feats gives them (without dither), which speaker models are trained on: frames of 25 ms every
/// 10 ms, only whole ones. Thread-safe.
/// </summary>
internal sealed class Fbank
{
    /// <summary>Values per frame.</summary>
    public const int Bins = 80;

    /// <summary>Samples of a frame: 25 ms.</summary>
    public const int FrameLength = 400;

    private const int FrameShift = 160;

    /// <summary>A frame is filled up with zeros to the next power of two.</summary>
    private const int FftLength = 512;

    private const double Preemphasis = 0.97;

    /// <summary>Kaldi's samples are 16-bit integers; our 1 is their 32768.</summary>
    private const double Scale = 32768;

    /// <summary>The floor under an energy: what C calls FLT_EPSILON.</summary>
    private const double Floor = 1.1920928955078125e-07;

    private static readonly FourierTransform Fourier = new(FftLength);
    private static readonly MelBank[] Banks = MelBank.Create(Bins, FftLength);

    private readonly double[] _window;

    public Fbank(FbankWindow window) => _window = [.. Enumerable.Range(0, FrameLength).Select(i => Window(window, i))];

    /// <summary>Frames that so many samples give.</summary>
    public static int Frames(int samples) => samples < FrameLength ? 0 : 1 + ((samples - FrameLength) / FrameShift);

    /// <param name="samples">16 kHz, −1 to 1.</param>
    /// <returns>[<see cref="Frames"/>, <see cref="Bins"/>]</returns>
    public float[] Compute(ReadOnlySpan<float> samples)
    {
        var features = new float[Frames(samples.Length) * Bins];
        var (real, imaginary) = (new double[FftLength], new double[FftLength]);
        var power = new double[FftLength / 2];
        for (var frame = 0; frame * Bins < features.Length; frame++)
        {
            Cut(samples.Slice(frame * FrameShift, FrameLength), real);
            imaginary.AsSpan().Clear();
            Fourier.Forward(real, imaginary);
            for (var i = 0; i < power.Length; i++)
            {
                power[i] = (real[i] * real[i]) + (imaginary[i] * imaginary[i]);
            }

            for (var bin = 0; bin < Bins; bin++)
            {
                features[(frame * Bins) + bin] = (float)Math.Log(Math.Max(Banks[bin].Apply(power), Floor));
            }
        }

        return features;
    }

    /// <summary>Takes away what all frames have in common, such as the microphone's colour (cepstral mean normalisation).</summary>
    public static void SubtractMean(Span<float> features)
    {
        var frames = features.Length / Bins;
        for (var bin = 0; bin < Bins; bin++)
        {
            var sum = 0.0;
            for (var at = bin; at < features.Length; at += Bins)
            {
                sum += features[at];
            }

            for (var at = bin; at < features.Length; at += Bins)
            {
                features[at] -= (float)(sum / frames);
            }
        }
    }

    /// <summary>A frame without its mean, high frequencies raised, in its window. The first sample has itself as the one before.</summary>
    private void Cut(ReadOnlySpan<float> samples, Span<double> frame)
    {
        var mean = 0.0;
        foreach (var sample in samples)
        {
            mean += sample;
        }

        mean /= FrameLength;
        var before = samples[0] - mean;
        for (var i = 0; i < FrameLength; i++)
        {
            var sample = samples[i] - mean;
            frame[i] = (sample - (Preemphasis * before)) * Scale * _window[i];
            before = sample;
        }

        frame[FrameLength..].Clear();
    }

    private static double Window(FbankWindow window, int i)
    {
        var cosine = Math.Cos(2 * Math.PI * i / (FrameLength - 1));
        return window == FbankWindow.Hamming ? 0.54 - (0.46 * cosine) : Math.Pow(0.5 - (0.5 * cosine), 0.85);
    }
}
