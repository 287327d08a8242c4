using System.Diagnostics;
using System.Runtime.InteropServices;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Commands;

namespace LiveCaptions.Server.Tests.Bench;

public sealed class RtmpBenchCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("livecaptions-test-").FullName;

    [Fact]
    public async Task Without_ffmpeg_one_line_says_so_and_the_code_is_that_of_what_is_missing()
    {
        using (var wav = new WavWriter(File.Create(Path.Combine(_folder, "a.wav")), 16_000))
        {
            wav.Write(new short[16_000]);
        }

        await File.WriteAllTextAsync(
            Path.Combine(_folder, "manifest.jsonl"), """{"file":"a.wav","text":"","language":"en","duration_s":1}""");

        using var bench = Process.Start(new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "LiveCaptions.Bench"), ["bench", "rtmp", "--data", _folder])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            Environment =
            {
                ["PATH"] = "/nowhere",
                ["DOTNET_ROOT"] = Path.GetFullPath("../../..", RuntimeEnvironment.GetRuntimeDirectory())
            },
        })!;
        var lines = (await bench.StandardError.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await bench.WaitForExitAsync();

        Assert.Equal(ExitCodes.Missing, bench.ExitCode);
        Assert.Equal("livecaptions bench rtmp: ffmpeg is not installed. Get it with: sudo apt-get install ffmpeg", lines[^1]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
