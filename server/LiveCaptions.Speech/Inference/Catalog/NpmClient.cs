using System.ComponentModel;
using System.Diagnostics;

namespace LiveCaptions.Speech.Inference.Catalog;

/// <summary>The <c>npm</c> program: it knows the machine's registry, proxy and cache.</summary>
internal static class NpmClient
{
    /// <summary>Downloads a package's tarball into a folder.</summary>
    /// <exception cref="ModelPullException">npm is not installed, or it failed: with its reason.</exception>
    public static async Task PackAsync(string package, string folder, CancellationToken cancellationToken)
    {
        using var process = Start(package, folder);
        await using var stop = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = await process.StandardError.ReadToEndAsync(CancellationToken.None);
        await output;
        await process.WaitForExitAsync(CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        if (process.ExitCode != 0)
        {
            throw new ModelPullException(Reason(errors));
        }
    }

    // Two tries at most: offline it should say so within seconds, not minutes.
    private static Process Start(string package, string folder)
    {
        var start = new ProcessStartInfo("npm", [
            "pack", package, "--pack-destination", folder, "--ignore-scripts", "--loglevel=error", "--no-update-notifier",
            "--fetch-retries=1", "--fetch-retry-mintimeout=500"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };

        // It needs much of its environment, but none of our keys and passwords.
        foreach (var ours in start.Environment.Keys.Where(name => name.StartsWith("LIVECAPTIONS_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(ours);
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new ModelPullException("npm is not installed (sudo apt-get install npm)", e);
        }
    }

    // npm says "npm error code ECONNREFUSED" first, then "npm error network …", then advice and the log's path.
    private static string Reason(string errors)
    {
        var lines = errors.Split('\n')
            .Where(line =>
                line.StartsWith("npm error ", StringComparison.Ordinal) || line.StartsWith("npm ERR! ", StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf(' ', 4) + 1)..].Trim());
        return $"npm pack failed: {string.Join("; ", lines.Take(2).DefaultIfEmpty("it gave no reason"))}";
    }
}
