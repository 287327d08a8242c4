using LiveCaptions.Speech.Vad;

namespace LiveCaptions.EndToEnd.Host;

/// <summary>Whatever is not silent is speech.</summary>
public sealed class LoudnessVad : IVoiceActivityDetector
{
    public float Next(ReadOnlySpan<float> frame)
    {
        foreach (var sample in frame)
        {
            if (Math.Abs(sample) > 0.01f)
            {
                return 1;
            }
        }

        return 0;
    }
}
