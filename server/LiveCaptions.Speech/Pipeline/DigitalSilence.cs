namespace LiveCaptions.Speech.Pipeline;

/// <summary>
/// Finds long stretches of exact zeros, such as a gap in a file's times: hours in which there is nothing to be heard. Depends on the
/// samples alone. Not thread-safe.
/// </summary>
internal sealed class DigitalSilence
{
    /// <summary>Frames of 32 ms: 16 s, which is longer than any stage remembers, music with its soft passages included.</summary>
    private const int Long = 500;

    private int _frames;

    /// <summary>
    /// Whether the next frame holds nothing but zeros, and as many before it did as every stage needs to be done with what was before.
    /// </summary>
    public bool GoesOn(ReadOnlySpan<float> frame)
    {
        _frames = frame.ContainsAnyExcept(0f) ? 0 : Math.Min(_frames + 1, Long + 1);
        return _frames > Long;
    }
}
