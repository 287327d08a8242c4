using System.Text;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Media.Processes;

namespace LiveCaptions.Server.Import.Links;

/// <summary>A child process whose words are read as they come; it does not outlive its owner.</summary>
internal sealed class ToolProcess : IAsyncDisposable
{
    /// <summary>A page's data is a few MB at most.</summary>
    private const int MaxOutput = 16 * 1024 * 1024;

    private const int LongestLine = 2_000;

    private readonly ChildProcess _child;

    private ToolProcess(ChildProcess child) => _child = child;

    /// <param name="package">Debian's package that has it.</param>
    /// <exception cref="ToolMissingException">It is not installed.</exception>
    public static ToolProcess Start(
        string tool, string package, IEnumerable<string> arguments, ChildLimits limits, IReadOnlyDictionary<string, string> environment)
    {
        var child = ChildProcess.Start(tool, package, arguments, limits, environment);
        child.CloseInput();
        return new ToolProcess(child);
    }

    /// <summary>Whether a program of that name, or path, is there.</summary>
    public static bool IsInstalled(string tool) => ChildProcess.Find(tool) is not null;

    /// <summary>Ends it and its own children at once.</summary>
    public void Kill() => _child.Kill();

    /// <param name="line">Gets the lines of its output instead of the result.</param>
    /// <returns>Its exit code, its output, and the last line that it wrote on stderr.</returns>
    /// <exception cref="MediaReadException">It says more than anybody wants to hear.</exception>
    public async Task<(int Code, string Output, string? Error)> RunAsync(Action<string>? line, CancellationToken cancellationToken)
    {
        await using var stop = cancellationToken.Register(_child.Kill);
        var error = LastLineAsync(_child.Error);
        var output = line is null ? await ReadAllAsync() : await TellAsync(line);
        await _child.WaitForExitAsync(CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        return (_child.ExitCode, output, await error);
    }

    public ValueTask DisposeAsync() => _child.DisposeAsync();

    private async Task<string> ReadAllAsync()
    {
        var (output, block) = (new StringBuilder(), new char[4096]);
        for (int count; (count = await _child.Output.ReadAsync(block)) > 0;)
        {
            if (output.Length + count > MaxOutput)
            {
                throw new MediaReadException("yt-dlp says more than can be read.");
            }

            output.Append(block, 0, count);
        }

        return output.ToString();
    }

    private async Task<string> TellAsync(Action<string> line)
    {
        await foreach (var read in CutLines.ReadAsync(_child.Output, LongestLine))
        {
            line(read);
        }

        return "";
    }

    private static async Task<string?> LastLineAsync(StreamReader reader)
    {
        string? last = null;
        await foreach (var line in CutLines.ReadAsync(reader, LongestLine))
        {
            last = line.Trim() is { Length: > 0 } said ? said : last;
        }

        return last;
    }
}
