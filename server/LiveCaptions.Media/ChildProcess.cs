using System.ComponentModel;
using System.Diagnostics;

namespace LiveCaptions.Media;

/// <summary>A program that runs for us, with all three pipes to it; it does not outlive its owner.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process)
    {
        _process = process;
        (Input, Output, Error) = (process.StandardInput.BaseStream, process.StandardOutput, process.StandardError);
    }

    public Stream Input { get; }

    public StreamReader Output { get; }

    public StreamReader Error { get; }

    /// <summary>Once it has ended.</summary>
    public int ExitCode => _process.ExitCode;

    /// <param name="tool">Its name, or path.</param>
    /// <param name="package">Debian's package that has it.</param>
    /// <param name="without">Names of this process's environment that it does not get.</param>
    /// <exception cref="ToolMissingException">It is not installed.</exception>
    public static ChildProcess Start(string tool, string package, IEnumerable<string> arguments, params IEnumerable<string> without)
    {
        var start = new ProcessStartInfo(tool, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in without)
        {
            start.Environment.Remove(name);
        }

        try
        {
            return new ChildProcess(Process.Start(start)!);
        }
        catch (Win32Exception e)
        {
            throw new ToolMissingException(Path.GetFileName(tool), package, e);
        }
    }

    /// <summary>The child gets no more input.</summary>
    public void CloseInput()
    {
        try
        {
            Input.Dispose();
        }
        catch (IOException)
        {
            // It has ended before.
        }
    }

    public Task WaitForExitAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    /// <summary>Ends the child at once, with its own children; who reads gets the end then.</summary>
    public void Kill()
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

    /// <summary>Ends the child if it still runs. Nobody may read any more.</summary>
    public async ValueTask DisposeAsync()
    {
        Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        CloseInput();
        Output.Dispose();
        Error.Dispose();
        _process.Dispose();
    }
}
