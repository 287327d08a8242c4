using System.Numerics.Tensors;

namespace LiveCaptions.Speech.Vad;

/// <summary>
/// Lets a detector hear very quiet speech: what it is given is made louder where all has been quiet of late, but never so loud that the
/// noise between words is heard. Looks back only, at samples alone. Sound of common level is given as it is, and digital silence changes
/// nothing.
/// </summary>
/// <remarks>
/// Silero VAD finds speech of common level (loudest at −12 to −26 dB) as well 30 dB below that, misses 14 % of its frames 45 dB below and
/// 90 % 60 dB below; behind this, 0.5 and 4 %, as many as if the recording were simply made louder again.
/// </remarks>
internal sealed class LevelledVad(IVoiceActivityDetector detector) : IVoiceActivityDetector
{
    /// <summary>In dB of full scale: what is never louder is raised to this.</summary>
    private const float Quiet = -36;

    /// <summary>In dB of full scale: the noise between words is raised no further than this.</summary>
    private const float QuietNoise = -60;

    /// <summary>In dB of full scale: what is never louder is the last bit of 16, and no sound.</summary>
    private const float LastBit = -90;

    private const float MostGain = 50;

    /// <summary>
    /// Decibels of gain for each decibel by which something of late stands out from the noise. Noise alone is not raised: it would blunt
    /// the detector for loud speech that begins.
    /// </summary>
    private const float GainPerContrast = 5;

    /// <summary>
    /// In dB a frame: how fast the level of the loudest falls (5 dB a second), and that of the quietest rises (2 dB a second), once they
    /// are past.
    /// </summary>
    private const float Fall = 5 * FrameSeconds;
    private const float Rise = 2 * FrameSeconds;
    private const float FrameSeconds = IVoiceActivityDetector.FrameLength / (float)AudioFormat.SampleRate;

    private readonly SoundLevel _level = new();
    private float[] _louder = [];
    private float _loudest = SoundLevel.Nothing;
    private float _quietest;

    public float Next(ReadOnlySpan<float> frame)
    {
        Span<float> probability = stackalloc float[1];
        Next(frame, probability);
        return probability[0];
    }

    public void Next(ReadOnlySpan<float> frames, Span<float> probabilities)
    {
        if (_louder.Length < frames.Length)
        {
            _louder = new float[frames.Length];
        }

        var louder = _louder.AsSpan(0, frames.Length);
        for (var at = 0; at < frames.Length; at += IVoiceActivityDetector.FrameLength)
        {
            Raise(frames.Slice(at, IVoiceActivityDetector.FrameLength), louder.Slice(at, IVoiceActivityDetector.FrameLength));
        }

        detector.Next(louder, probabilities);
    }

    private void Raise(ReadOnlySpan<float> frame, Span<float> louder)
    {
        frame.CopyTo(louder);
        if (!frame.ContainsAnyExcept(0f))
        {
            return;
        }

        var level = _level.Next(frame);
        _loudest = MathF.Max(_loudest - Fall, level);
        _quietest = MathF.Min(_quietest + Rise, level);
        var gain = Gain();
        if (gain > 0)
        {
            TensorPrimitives.Multiply(frame, SoundLevel.ToFactor(gain), louder);
            TensorPrimitives.Clamp(louder, -1, 1, louder);
        }
    }

    /// <returns>In dB; 0 or less where nothing is to be raised.</returns>
    private float Gain()
    {
        if (_loudest < LastBit)
        {
            return 0;
        }

        var toQuiet = Quiet - MathF.Max(_loudest, _level.Last);
        var toNoise = QuietNoise - _quietest;
        var byContrast = GainPerContrast * (_loudest - _quietest);
        return MathF.Min(MathF.Min(toQuiet, toNoise), MathF.Min(byContrast, MostGain));
    }
}
