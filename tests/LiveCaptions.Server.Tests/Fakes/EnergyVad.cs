using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Server.Tests.Fakes;

/// <summary>Speech is what is not silent.</summary>
public sealed class EnergyVad : IVoiceActivityDetector
{
    public float Next(ReadOnlySpan<float> frame)
    {
        foreach (var sample in frame)
        {
            if (MathF.Abs(sample) > 0.001f)
            {
                return 1;
            }
        }

        return 0;
    }
}
