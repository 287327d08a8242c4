using System.Globalization;

namespace LiveCaptions.Server.Commands.Bench.Rtmp;

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
        var all = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(name => Read(name!)).OfType<ChildrenUse>().ToList();
        return new ChildrenUse(
            all.Count,
            all.Sum(child => child.CpuSeconds),
            Math.Round(all.Select(child => child.Memory).DefaultIfEmpty().Average(), 1),
            Math.Round(all.Select(child => child.OwnMemory).DefaultIfEmpty().Average(), 1));
    }

    // The fields of stat behind the name: 2 is the parent, 12 and 13 the time in user and kernel mode.
    private static ChildrenUse? Read(string id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return int.Parse(fields[1], CultureInfo.InvariantCulture) == Environment.ProcessId
                ? new ChildrenUse(1, (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / Ticks, Kilobytes(id, "Rss:") / 1024, Kilobytes(id, "Pss:") / 1024)
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null; // It has ended meanwhile, or is none of ours.
        }
    }

    private static double Kilobytes(string id, string field) => File.ReadLines($"/proc/{id}/smaps_rollup")
        .Where(line => line.StartsWith(field, StringComparison.Ordinal))
        .Select(line => double.Parse(line[field.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture))
        .FirstOrDefault();
}
