using System.Diagnostics;
using LiveCaptions.Server.Basics;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>What is inside OBS: libdatachannel, in a process of its own (<c>clients/publish.mjs</c>).</summary>
public sealed class LibdatachannelPublisher : IDisposable
{
    private readonly Process _process;
    private readonly List<string> _said = [];

    private LibdatachannelPublisher(Process process) => _process = process;

    /// <param name="audio">Opus in Ogg; sent in real time.</param>
    /// <param name="options">As the script's first lines tell.</param>
    public static LibdatachannelPublisher Start(Uri whip, string key, string audio, params string[] options)
    {
        var folder = Path.Combine(HomeFolder.Find(), "tests", "LiveCaptions.EndToEnd.Tests", "clients");
        Assert.True(
            Directory.Exists(Path.Combine(folder, "node_modules")),
            $"Packages are missing: run 'npm ci' in {folder}, or './livecaptions test'.");
        string[] arguments =
        [
            Path.Combine(folder, "publish.mjs"), "--whip", whip.AbsoluteUri, $"--key={key}", "--audio", audio, .. options
        ];
        return new LibdatachannelPublisher(
            Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardOutput = true, UseShellExecute = false })!);
    }

    /// <summary>Reads on until it says something.</summary>
    public async Task UntilItSaysAsync(string text, CancellationToken cancellationToken)
    {
        while (await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            _said.Add(line);
            if (line.StartsWith(text, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"It did not say '{text}', but: {string.Join(" / ", _said)}");
    }

    /// <summary>Whether its offer was answered.</summary>
    public async Task<bool> IsTakenAsync(CancellationToken cancellationToken) =>
        await _process.StandardOutput.ReadLineAsync(cancellationToken) == "posted 201";

    /// <summary>As <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
