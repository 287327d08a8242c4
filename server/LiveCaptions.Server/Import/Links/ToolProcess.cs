using System.Text;
using LiveCaptions.Media;

namespace LiveCaptions.Server.Import.Links;

/// <summary>A child process whose words are read as they come; it does not outlive its owner.</summary>
internal sealed class ToolProcess : IAsyncDisposable
{
    /// <summary>What is kept of its output: a page's data is a few MB at most.</summary>
    private const int MaxOutput = 64 * 1024 * 1024;

    private readonly ChildProcess _child;

    private ToolProcess(ChildProcess child) => _child = child;

    /// <param name="package">Debian's package that has it.</param>
    /// <exception cref="ToolMissingException">It is not installed.</exception>
    public static ToolProcess Start(string tool, string package, IEnumerable<string> arguments)
    {
        var child = ChildProcess.Start(tool, package, arguments);
        child.CloseInput();
        return new ToolProcess(child);
    }

    /// <summary>Whether a program of that name, or path, is there.</summary>
    public static bool IsInstalled(string tool) => ChildProcess.Find(tool) is not null;

    /// <param name="line">Gets the lines of its output instead of the result.</param>
    /// <returns>Its exit code, its output, and the last line that it wrote on stderr.</returns>
    public async Task<(int Code, string Output, string? Error)> RunAsync(Action<string>? line, CancellationToken cancellationToken)
    {
        await using var stop = cancellationToken.Register(_child.Kill);
        var error = LastLineAsync(_child.Error);
        var output = new StringBuilder();
        while (await _child.Output.ReadLineAsync(CancellationToken.None) is { } read)
        {
            line?.Invoke(read);
            if (line is null && output.Length + read.Length < MaxOutput)
            {
                output.Append(read).Append('\n');
            }
        }

        await _child.WaitForExitAsync(CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        return (_child.ExitCode, output.ToString(), await error);
    }

    public ValueTask DisposeAsync() => _child.DisposeAsync();

    private static async Task<string?> LastLineAsync(StreamReader reader)
    {
        string? last = null;
        while (await reader.ReadLineAsync() is { } line)
        {
            last = line.Trim() is { Length: > 0 } said ? said : last;
        }

        return last;
    }
}
