using System.Diagnostics;

namespace LiveCaptions.Media.Processes;

/// <summary>A program that runs for us, with all three pipes to it; it does not outlive its owner.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private const string Shell = "/bin/sh";

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
    /// <param name="limits">What it may take; null is all that we may, but for core files. A shell sets them:
    /// without one there are none.</param>
    /// <param name="environment">Variables beside the few of ours that all get.</param>
    /// <exception cref="ToolMissingException">It is not installed.</exception>
    public static ChildProcess Start(
        string tool, string package, IEnumerable<string> arguments,
        ChildLimits? limits = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var program = Find(tool) ?? throw new ToolMissingException(Path.GetFileName(tool), package);
        limits ??= new ChildLimits();
        var start = File.Exists(Shell)
            ? new ProcessStartInfo(Shell, limits.Wrap(program, arguments))
            : new ProcessStartInfo(program, arguments);
        (start.UseShellExecute, start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (false,
            true, true, true);

        // Not where we are: what a child leaves lying about must not lie among our data.
        start.WorkingDirectory = Path.GetPathRoot(program);
        ChildEnvironment.Apply(start.Environment, environment);
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>Where a program is that may be started.</summary>
    /// <param name="tool">Its name, or path.</param>
    /// <returns>Null where it is not here.</returns>
    public static string? Find(string tool) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.GetFullPath(Path.Combine(tool.Contains('/') ? "" : folder, tool)))
        .FirstOrDefault(IsProgram);

    private static bool IsProgram(string path) =>
        File.Exists(path) && (OperatingSystem.IsWindows()
            || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute))
                != UnixFileMode.None);

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
