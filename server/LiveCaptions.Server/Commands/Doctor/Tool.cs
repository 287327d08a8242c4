using System.ComponentModel;
using System.Diagnostics;

namespace LiveCaptions.Server.Commands.Doctor;

/// <summary>Programs that the server starts.</summary>
internal static class Tool
{
    /// <param name="versionArgument">Makes it print its version and end.</param>
    /// <param name="purpose">What it is for and how to get it.</param>
    public static async Task<Finding> FindAsync(string name, string versionArgument, string purpose, bool required, CancellationToken cancellationToken)
    {
        try
        {
            var start = new ProcessStartInfo(name, versionArgument) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await errors;
            await process.WaitForExitAsync(cancellationToken);
            return Finding.Ok(name, output.Split('\n')[0].Trim());
        }
        catch (Win32Exception)
        {
            return new Finding(required ? FindingState.Missing : FindingState.Note, name, $"not here: {purpose}");
        }
    }
}
