using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Speech.Tests.Fakes;

/// <summary>Speech is what is not silent.</summary>
internal sealed class EnergyVad : IVoiceActivityDetector
{
    /// <summary>What it was given.</summary>
    public List<float[]> Frames { get; } = [];

    /// <summary>How many frames it was given at once.</summary>
    public List<int> Groups { get; } = [];

    public float Next(ReadOnlySpan<float> frame)
    {
        Frames.Add(frame.ToArray());
        return frame.ContainsAnyExcept(0f) ? 1 : 0;
    }

    public void Next(ReadOnlySpan<float> frames, Span<float> probabilities)
    {
        Groups.Add(probabilities.Length);
        for (var i = 0; i < probabilities.Length; i++)
        {
            probabilities[i] = Next(frames.Slice(i * IVoiceActivityDetector.FrameLength, IVoiceActivityDetector.FrameLength));
        }
    }
}
