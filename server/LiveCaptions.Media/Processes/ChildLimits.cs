using System.Globalization;

namespace LiveCaptions.Media.Processes;

/// <summary>
/// What a child, and each child of it, may take of the machine at most: the kernel sees to it. Null is as much as we may ourselves.
/// </summary>
public sealed record ChildLimits
{
    /// <summary>Unit of <c>ulimit -f</c> (POSIX).</summary>
    private const int Block = 512;

    /// <summary>Memory that it can write.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Time of all its threads together.</summary>
    public long? CpuSeconds { get; init; }

    /// <summary>Size of each file that it writes; pipes are none.</summary>
    public long? FileBytes { get; init; }

    /// <summary>
    /// The program's command line behind a shell that sets the limits and becomes the program. What a system does not know is left out.
    /// A crash leaves no core file, which would hold what strangers sent.
    /// </summary>
    public IEnumerable<string> Wrap(string program, IEnumerable<string> arguments)
    {
        var script = $"{Set("-c", 0)}{Set("-d", MemoryBytes / 1024)}{Set("-t", CpuSeconds)}"
            + $"{Set("-f", (FileBytes + Block - 1) / Block)}exec \"$0\" \"$@\"";
        return ["-c", script, program, .. arguments];
    }

    private static string Set(string limit, long? value) =>
        value is { } set ? string.Create(CultureInfo.InvariantCulture, $"ulimit {limit} {set} 2>/dev/null || :; ") : "";
}
