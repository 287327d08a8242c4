using LiveCaptions.Media.Audio;

namespace LiveCaptions.Media.Codecs;

/// <summary>Float samples that are NaN or infinite.</summary>
internal static class NotNumbers
{
    /// <param name="samples">How many, of all channels.</param>
    /// <returns>What is said of them; null where there are none.</returns>
    public static AudioNotice? Of(long samples, int channels) => samples == 0
        ? null
        : new AudioNotice("notNumbers", "Some float samples are no numbers (NaN or infinite): silence is in their place.")
        {
            LostSamples = (samples + channels - 1) / channels
        };
}
