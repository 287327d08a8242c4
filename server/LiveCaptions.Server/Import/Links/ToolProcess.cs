using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using LiveCaptions.Media;

namespace LiveCaptions.Server.Import.Links;

/// <summary>A child process whose words are read as they come; it does not outlive its owner.</summary>
internal sealed class ToolProcess : IAsyncDisposable
{
    /// <summary>What is kept of its output: a page's data is a few MB at most.</summary>
    private const int MaxOutput = 64 * 1024 * 1024;

    private readonly Process _process;

    private ToolProcess(Process process) => _process = process;

    /// <param name="package">Debian's package that has it.</param>
    /// <exception cref="ToolMissingException">It is not installed.</exception>
    public static ToolProcess Start(string tool, string package, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(tool, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return new ToolProcess(process);
        }
        catch (Win32Exception e)
        {
            throw new ToolMissingException(Path.GetFileName(tool), package, e);
        }
    }

    /// <summary>Whether a program of that name, or path, is there.</summary>
    public static bool IsInstalled(string tool) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(Path.Combine(folder, tool)));

    /// <param name="line">Gets the lines of its output instead of the result.</param>
    /// <returns>Its exit code, its output, and the last line that it wrote on stderr.</returns>
    public async Task<(int Code, string Output, string? Error)> RunAsync(Action<string>? line, CancellationToken cancellationToken)
    {
        await using var stop = cancellationToken.Register(Kill);
        var error = LastLineAsync(_process.StandardError);
        var output = new StringBuilder();
        while (await _process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } read)
        {
            line?.Invoke(read);
            if (line is null && output.Length + read.Length < MaxOutput)
            {
                output.Append(read).Append('\n');
            }
        }

        await _process.WaitForExitAsync(CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        return (_process.ExitCode, output.ToString(), await error);
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private static async Task<string?> LastLineAsync(StreamReader reader)
    {
        string? last = null;
        while (await reader.ReadLineAsync() is { } line)
        {
            last = line.Trim() is { Length: > 0 } said ? said : last;
        }

        return last;
    }

    private void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }
}
