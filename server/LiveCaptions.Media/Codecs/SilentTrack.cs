using LiveCaptions.Media.Audio;

namespace LiveCaptions.Media.Codecs;

/// <summary>A track without sound, in a file that has others: it was probably not this one that somebody wanted.</summary>
internal static class SilentTrack
{
    /// <summary>−60 dBFS, in int16 steps.</summary>
    private const int Nothing = 33;

    /// <summary>Films begin in silence; after a minute of it something is wrong.</summary>
    private const long Long = 60 * PcmDecoder.OutputSampleRate;

    /// <param name="track">Index of the one that is taken.</param>
    public static IEnumerable<AudioNotice> Of(IReadOnlyList<AudioTrackInfo> tracks, int track, FfmpegSamples samples)
    {
        if (tracks.Count > 1 && samples.Peak < Nothing && (samples.HasEnded || samples.Timeline.Position > Long))
        {
            var others = string.Join(", ", tracks.Index().Where(one => one.Index != track).Select(one =>
                $"{one.Index + 1}{(one.Item.Language is { } language ? $" ({language})" : "")}"));
            yield return new AudioNotice(
                "silentTrack",
                $"Track {track + 1} is silent; there {(tracks.Count == 2 ? "is" : "are")} also {others}: choose with track.");
        }
    }
}
