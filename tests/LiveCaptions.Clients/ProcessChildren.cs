using System.Globalization;

namespace LiveCaptions.Clients;

/// <summary>Who is whose child, as Linux tells in <c>/proc</c>.</summary>
public static class ProcessChildren
{
    /// <returns>Ids of the children that a process has now.</returns>
    public static IReadOnlyList<int> Of(int parent) =>
    [
        .. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _))
            .Select(name => int.Parse(name!, CultureInfo.InvariantCulture)).Where(id => IsChild(id, parent)),
    ];

    /// <returns>The fields of a process's stat behind its name; the second is its parent.</returns>
    /// <exception cref="IOException">It has ended.</exception>
    public static string[] Fields(int id)
    {
        var stat = File.ReadAllText($"/proc/{id}/stat");
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
    }

    /// <returns>The largest resident set that a process has had, in MiB; 0 where it has ended.</returns>
    public static double PeakMemory(int id)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null
                ? 0
                : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024.0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private static bool IsChild(int id, int parent)
    {
        try
        {
            return int.Parse(Fields(id)[1], CultureInfo.InvariantCulture) == parent;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false; // It has ended meanwhile.
        }
    }
}
