using System.Globalization;
using LiveCaptions.Clients;

namespace LiveCaptions.Bench.Rtmp;

/// <summary>Processor time and memory of this process's children, as Linux counts them.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="CpuSeconds">Of all of them so far.</param>
/// <param name="Memory">MiB resident, on average; pages that they share count for each.</param>
/// <param name="OwnMemory">MiB, on average, with shared pages shared out.</param>
internal sealed record ChildrenUse(int Count, double CpuSeconds, double Memory, double OwnMemory)
{
    // Linux counts in hundredths of a second for user space, whatever the kernel's own tick.
    private const double Ticks = 100;

    public static ChildrenUse Now()
    {
        var all = ProcessChildren.Of(Environment.ProcessId).Select(Read).OfType<ChildrenUse>().ToList();
        return new ChildrenUse(
            all.Count,
            all.Sum(child => child.CpuSeconds),
            Math.Round(all.Select(child => child.Memory).DefaultIfEmpty().Average(), 1),
            Math.Round(all.Select(child => child.OwnMemory).DefaultIfEmpty().Average(), 1));
    }

    // Of stat's fields 12 and 13 are the time in user and kernel mode.
    private static ChildrenUse? Read(int id)
    {
        try
        {
            var fields = ProcessChildren.Fields(id);
            var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
            return new ChildrenUse(1, ticks / Ticks, Kilobytes(id, "Rss:") / 1024, Kilobytes(id, "Pss:") / 1024);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null; // It has ended meanwhile.
        }
    }

    private static double Kilobytes(int id, string field) => File.ReadLines($"/proc/{id}/smaps_rollup")
        .Where(line => line.StartsWith(field, StringComparison.Ordinal))
        .Select(line => double.Parse(line[field.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture))
        .FirstOrDefault();
}
