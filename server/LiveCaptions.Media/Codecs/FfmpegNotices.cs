using System.Globalization;
using LiveCaptions.Media.Audio;

namespace LiveCaptions.Media.Codecs;

/// <summary>What became of the sound that an ffmpeg child decoded, for whoever sent it.</summary>
internal static class FfmpegNotices
{
    public static IEnumerable<AudioNotice> Of(FfmpegSamples samples, FfmpegMessages messages)
    {
        var line = samples.Timeline;
        if (messages.Undecoded > 0)
        {
            // What a damaged piece held is missing, as what the timestamps leave out shows.
            yield return new AudioNotice("damaged", $"{Count(messages.Undecoded, "piece", "pieces")} of the sound could not be decoded: "
                + $"silence is in {(messages.Undecoded == 1 ? "its" : "their")} place where times are known.")
            {
                LostSamples = line.GapSamples,
            };
        }
        else if (line.Gaps > 0)
        {
            yield return new AudioNotice("gaps", $"Timestamps leave out {Count(line.Gaps, "stretch", "stretches")}, "
                + $"{Seconds(line.GapSamples)} s in all: silence is in their place.");
        }

        if (line.Restarts > 0)
        {
            yield return new AudioNotice(
                "clockRestarted", $"Timestamps start anew {Times(line.Restarts)}: what follows is put right behind what was before.");
        }

        foreach (var notice in samples.DecoderNotices)
        {
            yield return notice;
        }
    }

    private static string Times(int count) => count == 1 ? "once" : $"{count} times";

    private static string Count(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";

    private static string Seconds(long samples) =>
        (samples / (double)PcmDecoder.OutputSampleRate).ToString("0.#", CultureInfo.InvariantCulture);
}
