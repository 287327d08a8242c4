namespace LiveCaptions.Media.Codecs;

/// <summary>Float samples that are NaN or infinite.</summary>
public static class NotNumbers
{
    /// <param name="samples">How many, of all channels.</param>
    /// <returns>What is said of them; null where there are none.</returns>
    public static AudioNotice? Of(long samples, int channels) => samples == 0
        ? null
        : new AudioNotice("notNumbers", $"{samples} sample{(samples == 1 ? " is" : "s are")} no number (NaN or infinite): silence is in {(samples == 1 ? "its" : "their")} place.")
        {
            LostSamples = (samples + channels - 1) / channels,
        };
}
