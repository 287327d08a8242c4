using System.Globalization;

namespace LiveCaptions.Bench.Ingest;

/// <summary>Datagrams that the kernel dropped because nobody received them in time: the last column of <c>/proc/net/udp</c>.</summary>
internal static class KernelDrops
{
    private static readonly string[] Files = ["/proc/net/udp", "/proc/net/udp6"];

    /// <summary>Of all sockets of this machine at a port so far; 0 where the system does not tell.</summary>
    public static long At(int port) => Files.Where(File.Exists).Sum(file => At(port, File.ReadLines(file)));

    /// <param name="lines">Of such a file, with its heading.</param>
    public static long At(int port, IEnumerable<string> lines) => lines
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(fields =>
            fields.Length > 2 && fields[1].EndsWith(string.Create(CultureInfo.InvariantCulture, $":{port:X4}"), StringComparison.Ordinal))
        .Sum(fields => long.Parse(fields[^1], CultureInfo.InvariantCulture));
}
