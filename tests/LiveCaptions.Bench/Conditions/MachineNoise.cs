using LiveCaptions.Speech;

namespace LiveCaptions.Bench.Conditions;

/// <summary>A motor with a fan: a hum with overtones that sways a little, and air, which is louder the lower it is. Synthetic.</summary>
internal sealed class MachineNoise : INoise
{
    private const double LowestHum = 45;
    private const double HighestHum = 120;
    private const int Overtones = 24;
    private const double Sway = 0.3;

    // The corner of a filter of first order: about 500 Hz.
    private const float AirSmoothing = 0.18f;
    private const float HumShare = 0.25f;

    public Task<float[]> NextAsync(BenchClip clip, int length, CancellationToken cancellationToken)
    {
        var chance = ClipChance.Of(clip, "machine");
        var pitch = LowestHum + ((HighestHum - LowestHum) * chance.NextDouble());
        var phases = Enumerable.Range(0, Overtones).Select(_ => 2 * Math.PI * chance.NextDouble()).ToArray();
        var sway = 1 + (4 * chance.NextDouble());
        var noise = new float[length];
        var air = 0f;
        for (var i = 0; i < length; i++)
        {
            var seconds = i / (double)AudioFormat.SampleRate;
            air += AirSmoothing * (chance.NextNormal() - air);
            noise[i] = air
                + (HumShare * (float)(Hum(2 * Math.PI * pitch * seconds, phases) * (1 + (Sway * Math.Sin(2 * Math.PI * sway * seconds)))));
        }

        return Task.FromResult(noise);
    }

    private static double Hum(double angle, double[] phases)
    {
        var sum = 0.0;
        for (var i = 0; i < phases.Length; i++)
        {
            sum += Math.Sin((angle * (i + 1)) + phases[i]) / (i + 1);
        }

        return sum;
    }
}
