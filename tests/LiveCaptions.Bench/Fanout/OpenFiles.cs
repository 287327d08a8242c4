using System.Globalization;
using LiveCaptions.Server.Commands;

namespace LiveCaptions.Bench.Fanout;

/// <summary>How many files and connections a process may have open.</summary>
internal static class OpenFiles
{
    private const string LimitsFile = "/proc/self/limits";
    private const string Line = "Max open files";

    /// <summary>Of its own: assemblies, models, database, pipes.</summary>
    private const int Besides = 500;

    /// <exception cref="UsageException">This machine allows fewer than the server needs for so many viewers.</exception>
    public static void Require(int viewers)
    {
        if (File.Exists(LimitsFile))
        {
            Require(viewers, File.ReadLines(LimitsFile));
        }
    }

    /// <param name="limits">The lines of <c>/proc/self/limits</c>: name, what holds now, what it may be raised to (.NET does) and the
    /// unit.</param>
    internal static void Require(int viewers, IEnumerable<string> limits)
    {
        var line = limits.FirstOrDefault(one => one.StartsWith(Line, StringComparison.Ordinal));
        var hard = line?[Line.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(1);
        if (int.TryParse(hard, CultureInfo.InvariantCulture, out var allowed) && allowed < viewers + Besides)
        {
            throw new UsageException(
                $"{viewers} viewers need {viewers + Besides} open files in the server's process, and {allowed} are allowed here: "
                + $"raise it (ulimit -Hn {viewers + Besides}), or take at most {Math.Max(0, allowed - Besides)} viewers (--viewers).");
        }
    }
}
