using System.Diagnostics;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Media.Processes;

namespace LiveCaptions.Bench;

/// <summary>One run of ffmpeg on sound that this program made itself.</summary>
internal static class FfmpegRun
{
    /// <param name="feed">Writes its input, which is closed then.</param>
    /// <param name="read">Reads its output to the end; null where it writes a file.</param>
    /// <param name="what">What it cannot do where it fails, for the message.</param>
    /// <exception cref="ToolMissingException">ffmpeg is not installed.</exception>
    /// <exception cref="MediaReadException">It fails.</exception>
    public static async Task RunAsync(
        IEnumerable<string> arguments, Func<Stream, Task> feed, Func<Stream, Task>? read, string what, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("ffmpeg", ["-hide_banner", "-loglevel", "error", .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = read is not null,
        };
        try
        {
            using var ffmpeg = Process.Start(start)!;
            await using var kill = cancellationToken.Register(ffmpeg.Kill);
            await Task.WhenAll(
                FeedAsync(ffmpeg.StandardInput.BaseStream, feed), read?.Invoke(ffmpeg.StandardOutput.BaseStream) ?? Task.CompletedTask);
            await ffmpeg.WaitForExitAsync(cancellationToken);
            if (ffmpeg.ExitCode != 0)
            {
                throw new MediaReadException($"ffmpeg cannot {what}: it ended with code {ffmpeg.ExitCode}.");
            }
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new ToolMissingException("ffmpeg", "ffmpeg", e);
        }
    }

    private static async Task FeedAsync(Stream input, Func<Stream, Task> feed)
    {
        await using (input)
        {
            await feed(input);
        }
    }
}
