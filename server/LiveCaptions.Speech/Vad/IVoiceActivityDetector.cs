namespace LiveCaptions.Speech.Vad;

/// <summary>Speech or not, frame by frame, for one track; keeps state between frames, so one instance per track.</summary>
public interface IVoiceActivityDetector
{
    /// <summary>Samples per frame: 512 at 16 kHz, 32 ms.</summary>
    const int FrameLength = AudioFormat.FrameLength;

    /// <summary>Probability (0 to 1) that the next <see cref="FrameLength"/> samples hold speech.</summary>
    float Next(ReadOnlySpan<float> frame);

    /// <summary>
    /// The same of several frames that are there at once: what each gets does not depend on which others it is given with.
    /// </summary>
    /// <param name="frames">Frame behind frame, <see cref="FrameLength"/> samples each.</param>
    /// <param name="probabilities">One per frame.</param>
    void Next(ReadOnlySpan<float> frames, Span<float> probabilities)
    {
        for (var i = 0; i < probabilities.Length; i++)
        {
            probabilities[i] = Next(frames.Slice(i * FrameLength, FrameLength));
        }
    }
}
