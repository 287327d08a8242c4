using System.Diagnostics;
using System.Text.Json;
using LiveCaptions.Server.Basics;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>A program of another's users: a script of <c>clients</c>, with the vendor's own package.</summary>
internal static class VendorClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <returns>All it said, a JSON value a line, when it has ended by itself.</returns>
    public static async Task<IReadOnlyList<JsonElement>> RunAsync(string script, params string[] arguments)
    {
        var folder = Path.Combine(HomeFolder.Find(), "tests", "LiveCaptions.EndToEnd.Tests", "clients");
        Assert.True(
            Directory.Exists(Path.Combine(folder, "node_modules", "@deepgram")),
            $"Packages are missing: run 'npm ci' in {folder}, or './livecaptions test'.");
        using var giveUp = new CancellationTokenSource(Patience);
        var start = new ProcessStartInfo("node", [Path.Combine(folder, script), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false
        };
        using var process = Process.Start(start)!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(giveUp.Token);
            var said = await process.StandardOutput.ReadToEndAsync(giveUp.Token);
            await process.WaitForExitAsync(giveUp.Token);
            Assert.True(process.ExitCode == 0, await errors);
            return [.. said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
