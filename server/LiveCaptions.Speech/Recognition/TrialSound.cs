namespace LiveCaptions.Speech.Recognition;

/// <summary>What an engine is tried out on at start: faint noise, the same each time, in which nothing is said.</summary>
internal static class TrialSound
{
    /// <returns>16 kHz, −1 to 1.</returns>
    public static float[] Of(double seconds)
    {
        var noise = new Random(1);
        var audio = new float[(int)(seconds * AudioFormat.SampleRate)];
        for (var i = 0; i < audio.Length; i++)
        {
            audio[i] = (float)((noise.NextDouble() - 0.5) / 50);
        }

        return audio;
    }
}
