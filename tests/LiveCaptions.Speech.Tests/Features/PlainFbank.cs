using LiveCaptions.Speech.Inference.Catalog;

namespace LiveCaptions.Speech.Tests.Features;

/// <summary>Kaldi's definition of log mel energies, as plainly and slowly as it can be written.</summary>
internal static class PlainFbank
{
    /// <summary>[frame][bin]</summary>
    public static double[][] Compute(float[] samples, FbankWindow window)
    {
        var frames = new List<double[]>();
        for (var start = 0; start + 400 <= samples.Length; start += 160)
        {
            var frame = samples[start..(start + 400)].Select(s => s * 32768.0).ToArray();
            var mean = frame.Average();
            frame = [.. frame.Select(s => s - mean)];
            frame = [.. frame.Select((s, i) => s - (0.97 * frame[Math.Max(0, i - 1)]))];
            var power = Power([.. frame.Select((s, i) => s * Window(window, i))]);
            frames.Add([.. Enumerable.Range(0, 80).Select(bin => Math.Log(Math.Max(1.1920928955078125e-07, Energy(power, bin))))]);
        }

        return [.. frames];
    }

    private static double Window(FbankWindow window, int i) => window switch
    {
        FbankWindow.Hamming => 0.54 - (0.46 * Math.Cos(2 * Math.PI * i / 399)),
        _ => Math.Pow(0.5 - (0.5 * Math.Cos(2 * Math.PI * i / 399)), 0.85),
    };

    // Zeros up to 512 samples add nothing to the sums.
    private static double[] Power(double[] frame) =>
        [.. Enumerable.Range(0, 257).Select(k =>
        {
            var real = frame.Select((s, i) => s * Math.Cos(2 * Math.PI * k * i / 512)).Sum();
            var imaginary = frame.Select((s, i) => s * Math.Sin(2 * Math.PI * k * i / 512)).Sum();
            return (real * real) + (imaginary * imaginary);
        })];

    private static double Energy(double[] power, int bin)
    {
        var step = (Mel(8000) - Mel(20)) / 81;
        var (left, centre, right) = (Mel(20) + (bin * step), Mel(20) + ((bin + 1) * step), Mel(20) + ((bin + 2) * step));
        return power.Select((p, k) =>
        {
            var mel = Mel(k * 16000.0 / 512);
            if (mel <= left || mel >= right)
            {
                return 0;
            }

            return p * (mel <= centre ? (mel - left) / (centre - left) : (right - mel) / (right - centre));
        }).Sum();
    }

    private static double Mel(double hertz) => 1127 * Math.Log(1 + (hertz / 700));
}
