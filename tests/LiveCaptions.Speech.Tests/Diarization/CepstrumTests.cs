using LiveCaptions.Speech.Diarization;

namespace LiveCaptions.Speech.Tests.Diarization;

/// <summary>
/// The numbers are numpy's, of the signal below as doubles x (4000 samples, so 23 frames):
/// <code>
/// mel = lambda f: 1127 * np.log(1 + f / 700); e = 700 * (np.exp(np.linspace(mel(60), mel(7600), 42) / 1127) - 1); fr = np.arange(257)
/// * 16000 / 512 FB = np.maximum(0, np.minimum((fr[None] - e[:-2, None]) / (e[1:-1] - e[:-2])[:, None], (e[2:, None] - fr[None]) / (e[2:]
/// - e[1:-1])[:, None])) DCT = np.cos(np.pi / 40 * np.outer(np.arange(1, 25), np.arange(40) + .5)) * np.sqrt(2 / 40)
/// F = np.lib.stride_tricks.sliding_window_view(x, 400)[::160] * np.hanning(400)
/// M = np.log(np.abs(np.fft.rfft(F, 512, axis=1)) ** 2 @ FB.T + 1e-6) @ DCT.T
/// print(M[:24].mean(0), M[:24].std(0), M[12:24].mean(0), M[12:24].std(0))
/// </code>
/// </summary>
public sealed class CepstrumTests
{
    private const int Stretch = 1920;

    /// <summary>Of values that are rounded to four digits.</summary>
    private const double Tolerance = 2e-4;

    [Fact]
    public void Mean_and_deviation_are_those_that_numpy_computes()
    {
        var statistics = Statistics([0, Stretch]);
        float[] means =
        [
            -0.1643f, 3.0051f, -0.0738f, -2.4115f, -4.3242f, -4.8726f, -4.8773f, -3.2619f, -1.2323f, 1.1564f, 2.9657f, 3.7365f,
            3.3538f, 1.9927f, 0.8239f, -0.3663f, -1.4818f, -1.8382f, -1.9304f, -1.0984f, -0.2935f, 0.1217f, 0.5971f, 0.5543f,
        ];
        float[] deviations =
        [
            0.6240f, 0.7454f, 0.7216f, 0.8893f, 0.7072f, 0.6278f, 0.6464f, 0.7425f, 0.5235f, 0.5962f, 0.7262f, 0.5070f,
            0.6407f, 0.5828f, 0.5238f, 0.4862f, 0.4858f, 0.4516f, 0.4044f, 0.4519f, 0.4939f, 0.5489f, 0.4903f, 0.5277f,
        ];
        AssertClose([.. means, .. deviations], statistics);
    }

    [Fact]
    public void Stretch_takes_its_own_frames_as_far_as_there_are_any()
    {
        var statistics = Statistics([Stretch]);
        AssertClose([-0.0232f, 2.9372f, -0.2778f, -2.3533f, -4.4389f, -5.1309f], statistics[..6]);
        AssertClose([0.6584f, 0.9058f, 0.6512f, 0.8108f, 0.3855f, 0.3957f], statistics[Cepstrum.Coefficients..(Cepstrum.Coefficients + 6)]);
    }

    private static float[] Statistics(int[] starts)
    {
        var statistics = new float[2 * Cepstrum.Coefficients];
        new Cepstrum(Signal()).Statistics(starts, Stretch, statistics);
        return statistics;
    }

    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected, (value, i) => Assert.Equal(value, actual[i], Tolerance));
    }

    /// <summary>A sine in noise.</summary>
    private static float[] Signal()
    {
        var noise = 12345L;
        return [.. Enumerable.Range(0, 4000).Select(t =>
        {
            noise = ((1103515245 * noise) + 12345) % (1L << 31);
            return (float)((0.3 * Math.Sin(2 * Math.PI * 440 * t / 16000)) + (0.05 * ((noise / (double)(1 << 30)) - 1)));
        })];
    }
}
