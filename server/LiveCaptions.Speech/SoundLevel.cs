using System.Numerics.Tensors;

namespace LiveCaptions.Speech;

/// <summary>
/// How loud a sound is, frame by frame, in dB of full scale: the root mean square that it keeps up for three frames (96 ms), so that a
/// click is not loud. Not thread-safe.
/// </summary>
internal sealed class SoundLevel
{
    /// <summary>What digital silence has: lower than the least step of 16 bits.</summary>
    public const float Nothing = -120;

    private float _before = float.MaxValue;
    private float _last = float.MaxValue;

    /// <summary>The level of the last frame alone.</summary>
    public float Last => _last;

    /// <param name="frame"><see cref="AudioFormat.FrameLength"/> samples; fewer at a sound's end.</param>
    public float Next(ReadOnlySpan<float> frame)
    {
        var level = frame.IsEmpty ? Nothing : MathF.Max(Nothing, 10 * MathF.Log10(TensorPrimitives.SumOfSquares(frame) / frame.Length));
        var kept = MathF.Min(level, MathF.Min(_last, _before));
        (_before, _last) = (_last, level);
        return kept;
    }

    /// <summary>The loudest that a whole sound gets.</summary>
    public static float Loudest(ReadOnlySpan<float> samples)
    {
        var level = new SoundLevel();
        var loudest = Nothing;
        for (var at = 0; at < samples.Length; at += AudioFormat.FrameLength)
        {
            loudest = MathF.Max(loudest, level.Next(samples.Slice(at, Math.Min(AudioFormat.FrameLength, samples.Length - at))));
        }

        return loudest;
    }

    public static float ToFactor(float decibels) => MathF.Pow(10, decibels / 20);
}
