using System.Runtime.InteropServices;

namespace LiveCaptions.Media.Codecs;

/// <summary>A decoded frame as ffmpeg tells of it: its samples come by the other pipe.</summary>
/// <param name="Timestamp">In samples (16 kHz) of the medium's own time; null where it has none.</param>
/// <param name="Samples">Samples of each channel, at 16 kHz.</param>
/// <param name="Channels">Channels that the medium has here.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FfmpegFrame(long? Timestamp, int Samples, int Channels)
{
    /// <summary>Beginning of every line that may be one. What a medium says about itself begins with spaces.</summary>
    public const string Mark = "[ashowinfo@times ";

    /// <summary>No medium lasts longer, in samples: what is beyond is no time.</summary>
    private const long MaxTimestamp = 1L << 50;

    private const int MaxSamples = 1 << 22;

    /// <param name="line">"[ashowinfo@times @ 0x…] [info] n:0 pts:401 pts_time:0.025 … channels:2 … nb_samples:419 …".</param>
    public static FfmpegFrame? Parse(ReadOnlySpan<char> line) =>
        Number(line, " nb_samples:") is { } samples and > 0 and <= MaxSamples && Number(line, " channels:") is { } channels
            ? new FfmpegFrame(
                Number(line, " pts:") is { } at and > -MaxTimestamp and < MaxTimestamp ? at : null,
                (int)samples, (int)Math.Min(channels, int.MaxValue))
            : null;

    private static long? Number(ReadOnlySpan<char> line, string name)
    {
        var at = line.IndexOf(name);
        if (at < 0)
        {
            return null;
        }

        var value = line[(at + name.Length)..];
        var end = value.IndexOf(' ');
        return long.TryParse(end < 0 ? value : value[..end], out var number) ? number : null;
    }
}
