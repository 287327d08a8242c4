namespace LiveCaptions.Speech.Vad;

/// <summary>Speech or not, frame by frame, for one track; keeps state between frames, so one instance per track.</summary>
public interface IVoiceActivityDetector
{
    /// <summary>Samples per frame: 512 at 16 kHz, 32 ms.</summary>
    const int FrameLength = 512;

    /// <summary>Probability (0 to 1) that the next <see cref="FrameLength"/> samples hold speech.</summary>
    float Next(ReadOnlySpan<float> frame);
}
