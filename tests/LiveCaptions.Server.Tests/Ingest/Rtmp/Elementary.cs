using System.Diagnostics;

namespace LiveCaptions.Server.Tests.Ingest.Rtmp;

/// <summary>A second of tone, encoded: what is before the first frame, and the frames.</summary>
internal sealed record Elementary(byte[] Header, IReadOnlyList<byte[]> Frames)
{
    /// <param name="arguments">For ffmpeg.</param>
    /// <param name="format">A format in which frames follow each other with nothing between.</param>
    public static async Task<Elementary> EncodeAsync(string arguments, string format)
    {
        var file = Path.GetTempFileName();
        try
        {
            await RunAsync("ffmpeg", [.. "-hide_banner -loglevel error -y -f lavfi -i sine=440:d=1 -af volume=6".Split(' '), .. arguments.Split(' '), "-f", format, file]);
            var sizes = (await RunAsync("ffprobe", [.. "-v error -show_entries packet=size -of csv=p=0 -f".Split(' '), format, file]))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).ToList();
            var bytes = await File.ReadAllBytesAsync(file);
            var at = bytes.Length - sizes.Sum();
            var header = bytes[..at];
            return new Elementary(header, [.. sizes.Select(size => bytes[at..(at += size)])]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<string> RunAsync(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
