using System.Runtime.InteropServices;

namespace LiveCaptions.Speech.Recognition.Cloud.OpenAiRealtime;

/// <summary>
/// 16 kHz as 24 kHz, which is all that the provider takes: three samples for two, by a windowed sinc. Goes on from call to call; half a
/// millisecond late.
/// </summary>
internal sealed class Upsampling
{
    public const int Rate = 24_000;

    private const int Phases = 3;
    private const int Step = 2;

    /// <summary>Samples around each place that are weighed.</summary>
    private const int Taps = 16;

    private static readonly float[][] Weights = [.. Enumerable.Range(0, Phases).Select(WeightsOf)];

    private readonly float[] _last = new float[Taps];

    /// <summary>Where the next sample lies, in thirds of one behind the last of the call before.</summary>
    private int _at;

    /// <param name="pcm">16 bits, little endian.</param>
    /// <returns>The same at 24 kHz.</returns>
    public byte[] Next(ReadOnlySpan<byte> pcm)
    {
        var samples = MemoryMarshal.Cast<byte, short>(pcm);
        var sound = new float[Taps + samples.Length];
        _last.CopyTo(sound, 0);
        for (var i = 0; i < samples.Length; i++)
        {
            sound[Taps + i] = samples[i];
        }

        var count = Math.Max(0, ((samples.Length * Phases) - _at + Step - 1) / Step);
        var bytes = new byte[count * sizeof(short)];
        var scaled = MemoryMarshal.Cast<byte, short>(bytes.AsSpan());
        for (var i = 0; i < count; i++, _at += Step)
        {
            scaled[i] = At(sound, 1 + (_at / Phases), Weights[_at % Phases]);
        }

        _at -= samples.Length * Phases;
        sound.AsSpan(samples.Length).CopyTo(_last);
        return bytes;
    }

    private static short At(float[] sound, int first, float[] weights)
    {
        var sum = 0f;
        for (var i = 0; i < Taps; i++)
        {
            sum += sound[first + i] * weights[i];
        }

        return (short)Math.Clamp(MathF.Round(sum), short.MinValue, short.MaxValue);
    }

    /// <summary>Of a place so many thirds behind the eighth sample, by Hann's window; steady sound stays as loud.</summary>
    private static float[] WeightsOf(int phase)
    {
        var weights = new double[Taps];
        for (var i = 0; i < Taps; i++)
        {
            var x = i - ((Taps / 2) - 1) - (phase / (double)Phases);
            var sinc = x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);
            weights[i] = sinc * (0.5 + (0.5 * Math.Cos(2 * Math.PI * x / (Taps + 1))));
        }

        var sum = weights.Sum();
        return [.. weights.Select(weight => (float)(weight / sum))];
    }
}
