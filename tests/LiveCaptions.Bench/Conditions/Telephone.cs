namespace LiveCaptions.Bench.Conditions;

/// <summary>300–3400 Hz at 8 kHz, in the 256 steps of µ-law (G.711).</summary>
internal sealed class Telephone : ICondition
{
    private const int Taps = 401;
    private const double Mu = 255;
    private const double Steps = 127;

    private static readonly FirFilter Line = FirFilter.Band(300, 3400, Taps);
    private static readonly FirFilter Below4000 = FirFilter.Band(0, 3800, Taps);

    public Task<float[]> ApplyAsync(BenchClip clip, float[] speech, CancellationToken cancellationToken)
    {
        var line = Line.ApplyCentred(speech);
        for (var i = 0; i < line.Length; i++)
        {
            // Every other sample is 8 kHz; zeros between them, doubled and smoothed, are 16 kHz again.
            line[i] = i % 2 == 0 ? 2 * Step(line[i]) : 0;
        }

        return Task.FromResult(Below4000.ApplyCentred(line));
    }

    private static float Step(float sample)
    {
        var pressed = Math.Round(Steps * Math.Log(1 + (Mu * Math.Min(1, Math.Abs(sample)))) / Math.Log(1 + Mu)) / Steps;
        return (float)(Math.Sign(sample) * (Math.Pow(1 + Mu, pressed) - 1) / Mu);
    }
}
