using System.Diagnostics;
using System.Runtime.InteropServices;
using LiveCaptions.Media;
using LiveCaptions.Speech;

namespace LiveCaptions.Server.Commands.Bench.Files;

/// <summary>A programme over and over in one Opus file, never as a whole in memory.</summary>
internal static class LongFile
{
    /// <exception cref="ToolMissingException">ffmpeg is not installed.</exception>
    /// <exception cref="MediaReadException">ffmpeg cannot write it.</exception>
    public static async Task WriteAsync(string path, Programme programme, TimeSpan length, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(
            "ffmpeg", [.. "-hide_banner -loglevel error -f s16le -ar 16000 -ac 1 -i pipe:0 -c:a libopus -b:a 32k -y".Split(' '), path])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
        };
        try
        {
            using var ffmpeg = Process.Start(start)!;
            await using var kill = cancellationToken.Register(ffmpeg.Kill);
            await FeedAsync(ffmpeg.StandardInput.BaseStream, programme.Samples, AudioFormat.ToSamples(length.TotalSeconds), cancellationToken);
            await ffmpeg.WaitForExitAsync(cancellationToken);
            if (ffmpeg.ExitCode != 0)
            {
                throw new MediaReadException($"ffmpeg cannot write {path}: it ended with code {ffmpeg.ExitCode}.");
            }
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new ToolMissingException("ffmpeg", "ffmpeg", e);
        }
    }

    private static async Task FeedAsync(Stream input, short[] samples, long length, CancellationToken cancellationToken)
    {
        await using (input)
        {
            for (var left = length; left > 0; left -= samples.Length)
            {
                await input.WriteAsync(MemoryMarshal.AsBytes(samples.AsSpan(0, (int)Math.Min(left, samples.Length))).ToArray(), cancellationToken);
            }
        }
    }
}
