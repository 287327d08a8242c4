using System.Diagnostics;
using LiveCaptions.Media.Codecs;
using Xunit;

namespace LiveCaptions.Media.Tests;

/// <summary>A folder of media that a test makes with ffmpeg as it is, unguarded.</summary>
internal sealed class Ffmpeg : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("livecaptions-media-");

    public string At(string name) => Path.Combine(_folder.FullName, name);

    /// <returns>What it wrote on stderr.</returns>
    public static async Task<(int Code, string Said)> TryAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("ffmpeg", ["-nostdin", "-hide_banner", "-v", "error", "-y", .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardError = true
        };
        using var process = Process.Start(start)!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(CancellationToken.None);
        return (process.ExitCode, said);
    }

    public static async Task RunAsync(params string[] arguments) => Assert.Equal((0, ""), await TryAsync(arguments));

    /// <summary>A loud tone of 16 kHz mono.</summary>
    public string Tone(int samples = 16_000)
    {
        var path = At("tone.wav");
        using var writer = new WavWriter(File.Create(path), 16_000);
        writer.Write([.. Enumerable.Range(0, samples).Select(i => (short)(20_000 * Math.Sin(2 * Math.PI * 440 * i / 16_000)))]);
        return path;
    }

    public string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
