using System.Diagnostics;
using System.Globalization;
using LiveCaptions.Clients.Rtmp;

namespace LiveCaptions.Server.Tests.Ingest.Rtmp;

/// <summary>Some tone, encoded: what is before the first frame, and the frames.</summary>
internal sealed record Elementary(byte[] Header, IReadOnlyList<byte[]> Frames)
{
    /// <param name="arguments">For ffmpeg.</param>
    /// <param name="format">A format in which frames follow each other with nothing between.</param>
    public static async Task<Elementary> EncodeAsync(string arguments, string format, double seconds = 1)
    {
        var file = Path.GetTempFileName();
        try
        {
            await WriteAsync(arguments, format, seconds, file);
            var sizes = (await RunAsync(
                "ffprobe", [.. "-v error -show_entries packet=size -of csv=p=0 -f".Split(' '), format == "adts" ? "aac" : format, file]))
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

    /// <summary>Two seconds of tone as AAC files have it, in tags: a frame with its own header in each.</summary>
    public static async Task<IReadOnlyList<FlvTag>> AdtsTagsAsync(string format)
    {
        var rate = int.Parse(format.Split(' ')[1], CultureInfo.InvariantCulture);
        var adts = await EncodeAsync($"-c:a aac {format}", "adts", seconds: 2);
        return [.. adts.Frames.Select((frame, i) => new FlvTag((uint)(i * 1024L * 1000 / rate), (byte[])[0xAF, 1, .. frame]))];
    }

    /// <summary>A whole file of tone.</summary>
    public static async Task<byte[]> FileAsync(string arguments, string format, double seconds)
    {
        var file = Path.GetTempFileName();
        try
        {
            await WriteAsync(arguments, format, seconds, file);
            return await File.ReadAllBytesAsync(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Task WriteAsync(string arguments, string format, double seconds, string file) => RunAsync(
        "ffmpeg",
        [
            .. FormattableString.Invariant($"-hide_banner -loglevel error -y -f lavfi -i sine=440:d={seconds} -af volume=6").Split(' '),
            .. arguments.Split(' '), "-f", format, file
        ]);

    private static async Task<string> RunAsync(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
