using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Speech.Tests.Fakes;

/// <summary>Speech is what is not silent.</summary>
internal sealed class EnergyVad : IVoiceActivityDetector
{
    /// <summary>What it was given.</summary>
    public List<float[]> Frames { get; } = [];

    public float Next(ReadOnlySpan<float> frame)
    {
        Frames.Add(frame.ToArray());
        return frame.ContainsAnyExcept(0f) ? 1 : 0;
    }
}
