using LiveCaptions.Media.Processes;

namespace LiveCaptions.Media.Codecs;

/// <summary>Starts ffmpeg: as quiet as it can be, with one thread, and what it takes to get samples out of it.</summary>
internal static class FfmpegChild
{
    /// <summary>
    /// 16 kHz in the medium's own channels, of which each frame is told (<see cref="FfmpegFrame"/>), then stereo, as loud
    /// as the channels together may be.
    /// </summary>
    private const string Timed =
        "aresample=16000,ashowinfo@times,aresample=rematrix_maxval=1,aformat=sample_fmts=flt:channel_layouts=stereo";

    /// <summary>Option before the input: times are told as the medium has them, not as ffmpeg would put them right.</summary>
    public static readonly IReadOnlyList<string> OwnTimes = ["-copyts"];

    /// <summary>Options behind the input: samples to the pipe, in pieces as large as ffmpeg likes.</summary>
    public static readonly IReadOnlyList<string> Samples =
    [
        "-flush_packets", "0", "-vn", "-sn", "-dn", "-af", Timed, "-f", "f32le", "pipe:1"
    ];

    /// <summary>The same, each as soon as it is there.</summary>
    public static readonly IReadOnlyList<string> SamplesAtOnce = ["-flush_packets", "1", .. Samples.Skip(2)];

    /// <summary>One track of sound, from 0, and nothing that describes it.</summary>
    public static IReadOnlyList<string> Track(int index) => ["-map", $"0:a:{index}", "-map_metadata", "-1"];

    /// <param name="level">What it says on stderr: <c>error</c>, or <c>info</c>, which has what the input is, and the frames.</param>
    /// <exception cref="ToolMissingException">ffmpeg is not installed.</exception>
    public static ChildProcess Start(IEnumerable<string> arguments, ChildLimits limits, string level = "error") => ChildProcess.Start(
        "ffmpeg", "ffmpeg", ["-nostdin", "-hide_banner", "-nostats", "-loglevel", $"level+{level}", "-threads", "1", .. arguments], limits);
}
