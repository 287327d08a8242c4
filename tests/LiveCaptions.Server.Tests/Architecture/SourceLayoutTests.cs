using System.Text.RegularExpressions;
using LiveCaptions.Server.Tests.Exports;

namespace LiveCaptions.Server.Tests.Architecture;

/// <summary>How the sources look, where no compiler says it.</summary>
public sealed partial class SourceLayoutTests
{
    private const int Columns = 140;

    /// <summary>
    /// Lines that a file has at most, by where it is: the first that fits counts. What is more than 250 is what there is, and goes down.
    /// </summary>
    private static readonly (string Folder, int Lines)[] Longest =
    [
        ("server/LiveCaptions.Server/Sessions/", 250), ("server/", 270), ("tests/", 540),
    ];

    /// <summary>Folders of what nobody writes by hand.</summary>
    private static readonly string[] Others = ["Migrations", "artifacts", "bin", "data", "dist", "node_modules", "obj", "weights"];

    /// <summary>Folders of the page that hold sentences, one in a line.</summary>
    private const string Strings = "strings";

    [Fact]
    public void No_line_of_code_is_longer_than_140_columns()
    {
        var overlong = Sources(Repository.Root).Concat(PageSources()).Order(StringComparer.Ordinal).SelectMany(Overlong).ToList();
        Assert.True(overlong.Count == 0, $"{overlong.Count} lines are longer than {Columns} columns:\n{string.Join('\n', overlong)}");
    }

    [Fact]
    public void No_file_is_longer_than_its_room_allows()
    {
        var overlong = Sources(Repository.Root).Order(StringComparer.Ordinal).Select(FindExcess).OfType<string>().ToList();
        Assert.True(overlong.Count == 0, $"Split what does two things, and name both:\n{string.Join('\n', overlong)}");
    }

    private static string? FindExcess(string file)
    {
        var path = Path.GetRelativePath(Repository.Root, file);
        var most = Longest.FirstOrDefault(
            room => path.StartsWith(room.Folder, StringComparison.Ordinal), (Folder: "", Lines: int.MaxValue)).Lines;
        return File.ReadLines(file).Count() is var lines && lines > most ? $"{path}: {lines} lines, of {most}" : null;
    }

    private static IEnumerable<string> Sources(string folder) => Directory.EnumerateFiles(folder, "*.cs")
        .Concat(Directory.EnumerateDirectories(folder).Where(IsOurs).SelectMany(Sources));

    private static IEnumerable<string> PageSources() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "web-client", "src"), "*.ts", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(Path.GetDirectoryName(file)) != Strings);

    private static bool IsOurs(string folder) =>
        Path.GetFileName(folder) is var name && !name.StartsWith('.') && !Others.Contains(name, StringComparer.Ordinal);

    /// <summary>What stands in raw strings is text, not code, and as long as it has to be.</summary>
    private static IEnumerable<string> Overlong(string file)
    {
        var isText = false;
        foreach (var (index, line) in File.ReadLines(file).Index())
        {
            var quotes = RawQuotes().Count(line);
            if (line.Length > Columns && !isText && quotes == 0)
            {
                yield return $"{Path.GetRelativePath(Repository.Root, file)}:{index + 1}: {line.Length} columns";
            }

            isText ^= quotes % 2 != 0;
        }
    }

    [GeneratedRegex("\"{3,}", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex RawQuotes();
}
