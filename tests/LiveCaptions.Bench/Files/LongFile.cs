using System.Runtime.InteropServices;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Media.Processes;
using LiveCaptions.Speech;

namespace LiveCaptions.Bench.Files;

/// <summary>A programme over and over in one Opus file, never as a whole in memory.</summary>
internal static class LongFile
{
    /// <exception cref="ToolMissingException">ffmpeg is not installed.</exception>
    /// <exception cref="MediaReadException">ffmpeg cannot write it.</exception>
    public static Task WriteAsync(string path, Programme programme, TimeSpan length, CancellationToken cancellationToken) =>
        FfmpegRun.RunAsync(
            [.. "-f s16le -ar 16000 -ac 1 -i pipe:0 -c:a libopus -b:a 32k -y".Split(' '), path],
            input => FeedAsync(input, programme.Samples, AudioFormat.ToSamples(length.TotalSeconds), cancellationToken),
            read: null,
            $"write {path}",
            cancellationToken);

    private static async Task FeedAsync(Stream input, short[] samples, long length, CancellationToken cancellationToken)
    {
        for (var left = length; left > 0; left -= samples.Length)
        {
            await input.WriteAsync(
                MemoryMarshal.AsBytes(samples.AsSpan(0, (int)Math.Min(left, samples.Length))).ToArray(), cancellationToken);
        }
    }
}
