using System.Diagnostics;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>Speech made by a synthesizer.</summary>
public static class SpokenText
{
    private const string Synthesizer = "/usr/bin/flite";

    /// <summary>Writes <paramref name="text"/> as speech, 16 kHz WAV.</summary>
    public static async Task WriteAsync(string path, string text)
    {
        Assert.True(File.Exists(Synthesizer), $"{Synthesizer} is missing: install it with 'sudo apt-get install flite', or run './livecaptions test'.");
        using var process = Process.Start(new ProcessStartInfo(Synthesizer, ["-voice", "slt", "-t", text, "-o", path]) { UseShellExecute = false })!;
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }
}
