using LiveCaptions.Speech.Inference.Catalog;

namespace LiveCaptions.Speech.Features;

/// <summary>
/// Log mel energies as Kaldi's compute-fbank-feats gives them (without dither), which speaker models and recognisers are trained on: frames
/// of 25 ms every 10 ms. Thread-safe.
/// </summary>
internal sealed class Fbank
{
    /// <summary>Values per frame of most models.</summary>
    public const int Bins = 80;

    /// <summary>Samples of a frame: 25 ms.</summary>
    public const int FrameLength = 400;

    /// <summary>Samples from frame to frame: 10 ms.</summary>
    public const int FrameShift = 160;

    /// <summary>A frame is filled up with zeros to the next power of two.</summary>
    public const int FftLength = 512;

    /// <summary>Samples by which a centred frame begins before its place.</summary>
    public const int Before = (FrameLength - FrameShift) / 2;

    private const double Preemphasis = 0.97;

    /// <summary>The floor under an energy: what C calls FLT_EPSILON.</summary>
    private const double Floor = 1.1920928955078125e-07;

    private static readonly FourierTransform Fourier = new(FftLength);

    private readonly FbankOptions _options;
    private readonly double[] _window;

    public Fbank(FbankOptions options)
    {
        _options = options;
        _window = [.. Enumerable.Range(0, FrameLength).Select(i => options.Scale * Window(options.Window, i))];
    }

    /// <summary>Values per frame.</summary>
    public int Width => _options.Banks.Length;

    /// <summary>Whole frames that so many samples give.</summary>
    public static int Frames(int samples) => samples < FrameLength ? 0 : 1 + ((samples - FrameLength) / FrameShift);

    /// <summary>Only whole frames, the first from the first sample on.</summary>
    /// <param name="samples">16 kHz, −1 to 1.</param>
    /// <returns>[<see cref="Frames"/>, <see cref="Width"/>]</returns>
    public float[] Compute(ReadOnlySpan<float> samples)
    {
        var features = new float[Frames(samples.Length) * Width];
        for (var frame = 0; frame * Width < features.Length; frame++)
        {
            Compute(samples.Slice(frame * FrameShift, FrameLength), features.AsSpan(frame * Width, Width));
        }

        return features;
    }

    /// <summary>A frame for every 10 ms, each around their middle; beyond both ends the sound is mirrored.</summary>
    /// <returns>[(samples + 80) / 160, <see cref="Width"/>]</returns>
    public float[] ComputeCentred(ReadOnlySpan<float> samples)
    {
        var frames = samples.Length < Before ? 0 : (samples.Length + (FrameShift / 2)) / FrameShift;
        var features = new float[frames * Width];
        Span<float> around = stackalloc float[FrameLength];
        for (var frame = 0; frame < frames; frame++)
        {
            Around(samples, (frame * FrameShift) - Before, around);
            Compute(around, features.AsSpan(frame * Width, Width));
        }

        return features;
    }

    /// <summary>One frame.</summary>
    /// <param name="samples">As many as a frame has.</param>
    /// <param name="features">[<see cref="Width"/>]</param>
    public void Compute(ReadOnlySpan<float> samples, Span<float> features)
    {
        Span<double> real = stackalloc double[FftLength];
        Span<double> imaginary = stackalloc double[FftLength];
        Cut(samples, real);
        imaginary.Clear();
        Fourier.Forward(real, imaginary);
        Span<double> power = stackalloc double[FftLength / 2];
        for (var i = 0; i < power.Length; i++)
        {
            power[i] = (real[i] * real[i]) + (imaginary[i] * imaginary[i]);
        }

        for (var bin = 0; bin < Width; bin++)
        {
            features[bin] = (float)Math.Log(Math.Max(_options.Banks[bin].Apply(power), Floor));
        }
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

    /// <summary>Gives each bin mean 0 and deviation 1 over all frames, as NeMo does.</summary>
    public static void Normalise(Span<float> features, int width)
    {
        var frames = features.Length / width;
        for (var bin = 0; bin < width; bin++)
        {
            var (sum, squares) = (0.0, 0.0);
            for (var at = bin; at < features.Length; at += width)
            {
                sum += features[at];
                squares += (double)features[at] * features[at];
            }

            var mean = sum / frames;
            var deviation = Math.Sqrt(Math.Max(0, (squares / frames) - (mean * mean))) + 1e-5;
            for (var at = bin; at < features.Length; at += width)
            {
                features[at] = (float)((features[at] - mean) / deviation);
            }
        }
    }

    private static void Around(ReadOnlySpan<float> samples, int start, Span<float> frame)
    {
        for (var i = 0; i < frame.Length; i++)
        {
            var at = start + i;
            at = at < 0 ? -1 - at : at;
            frame[i] = samples[Math.Clamp(at < samples.Length ? at : (2 * samples.Length) - 1 - at, 0, samples.Length - 1)];
        }
    }

    /// <summary>A frame without its mean, high frequencies raised, in its window. The first sample has itself as the one before.</summary>
    private void Cut(ReadOnlySpan<float> samples, Span<double> frame)
    {
        var mean = 0.0;
        if (_options.RemovesMean)
        {
            foreach (var sample in samples)
            {
                mean += sample;
            }

            mean /= FrameLength;
        }

        var before = samples[0] - mean;
        for (var i = 0; i < FrameLength; i++)
        {
            var sample = samples[i] - mean;
            frame[i] = (sample - (Preemphasis * before)) * _window[i];
            before = sample;
        }

        frame[FrameLength..].Clear();
    }

    private static double Window(FbankWindow window, int i)
    {
        var cosine = Math.Cos(2 * Math.PI * i / (FrameLength - 1));
        return window switch
        {
            FbankWindow.Hamming => 0.54 - (0.46 * cosine),
            FbankWindow.Povey => Math.Pow(0.5 - (0.5 * cosine), 0.85),
            _ => 0.5 - (0.5 * Math.Cos(2 * Math.PI * i / FrameLength)),
        };
    }
}
