namespace LiveCaptions.Media.Codecs;

/// <summary>Starts ffmpeg: as quiet as it can be, with one thread, and what it takes to get samples out of it.</summary>
internal static class FfmpegChild
{
    /// <summary>int16, mono, 16 kHz: silence where the timestamps leave something out, from their 0 on.</summary>
    private const string Resampled = "aresample=16000:async=1:first_pts=0";

    /// <summary>Options behind the input: samples to the pipe, in pieces as large as ffmpeg likes.</summary>
    public static readonly IReadOnlyList<string> Samples = SamplesOf(channel: null);

    /// <summary>The same, each as soon as it is there.</summary>
    public static readonly IReadOnlyList<string> SamplesAtOnce = ["-flush_packets", "1", .. Samples];

    /// <summary>The first track of sound, and nothing that describes it.</summary>
    public static readonly IReadOnlyList<string> FirstTrack = ["-map", "0:a:0", "-map_metadata", "-1"];

    /// <param name="channel">The one channel to take, from 0; null mixes all.</param>
    public static IReadOnlyList<string> SamplesOf(int? channel) =>
    [
        "-vn", "-sn", "-dn", "-af", channel is { } one ? $"pan=mono|c0=c{one},{Resampled}" : Resampled, "-ac", "1", "-f", "s16le", "pipe:1",
    ];

    /// <param name="level">What it says on stderr: <c>error</c>, or <c>info</c>, which has what the input is.</param>
    /// <exception cref="ToolMissingException">ffmpeg is not installed.</exception>
    public static ChildProcess Start(IEnumerable<string> arguments, ChildLimits limits, string level = "error") => ChildProcess.Start(
        "ffmpeg", "ffmpeg", ["-nostdin", "-hide_banner", "-nostats", "-loglevel", $"level+{level}", "-threads", "1", .. arguments], limits);
}
