namespace LiveCaptions.Speech;

/// <summary>The one format inside the program: 16 kHz, mono, float in [-1, 1]. Time is a sample position until a cue is born.</summary>
public static class AudioFormat
{
    public const int SampleRate = 16_000;

    /// <summary>Samples per frame: 32 ms, the step of all stages.</summary>
    public const int FrameLength = 512;

    public static double ToSeconds(long samples) => samples / (double)SampleRate;

    public static long ToSamples(double seconds) => (long)Math.Round(seconds * SampleRate);
}
