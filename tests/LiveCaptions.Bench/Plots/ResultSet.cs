using LiveCaptions.Server.Commands;

namespace LiveCaptions.Bench.Plots;

/// <summary>The files of a folder that a report can say something about.</summary>
/// <param name="Files">By name.</param>
/// <param name="LeftOut">The others' names, each with the reason.</param>
internal sealed record ResultSet(IReadOnlyList<ResultFile> Files, IReadOnlyList<(string Name, string Reason)> LeftOut)
{
    /// <exception cref="UsageException">There is no such folder, or nothing in it that could be drawn.</exception>
    public static ResultSet Read(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new UsageException($"There is no folder {folder}. Give one with what benches wrote by --json: --results DIR");
        }

        var (files, leftOut) = (new List<ResultFile>(), new List<(string, string)>());
        foreach (var path in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            try
            {
                files.Add(Known(ResultFile.Parse(Path.GetFileNameWithoutExtension(path), File.ReadAllText(path))));
            }
            catch (FormatException e)
            {
                leftOut.Add((Path.GetFileName(path), e.Message));
            }
        }

        return files.Count > 0
            ? new ResultSet(files, leftOut)
            : throw new UsageException($"There are no figures in {folder}.{Because(leftOut)}");
    }

    public IEnumerable<ResultFile> Of(string bench) => Files.Where(file => file.Bench == bench);

    private static ResultFile Known(ResultFile file) => HeadlineTable.Of(file).Count > 0
        ? file
        : throw new FormatException($"the report knows no figure of bench '{file.Bench}' that is in it");

    private static string Because(List<(string Name, string Reason)> leftOut) =>
        leftOut.Count > 0 ? $" {leftOut[0].Name} is left out: {leftOut[0].Reason}." : "";
}
