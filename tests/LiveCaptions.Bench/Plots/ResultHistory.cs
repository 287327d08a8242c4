using LiveCaptions.Media.Processes;

namespace LiveCaptions.Bench.Plots;

/// <summary>What files of figures said before, by git.</summary>
internal static class ResultHistory
{
    /// <returns>All versions of the file that can be read, oldest first; none where there is no git, or the file is not in it.</returns>
    public static async Task<IReadOnlyList<ResultFile>> ReadAsync(string folder, string name, CancellationToken cancellationToken)
    {
        var versions = new List<ResultFile>();
        var log = await GitAsync(folder, ["log", "--follow", "--format=%x09%H", "--name-only", "--", $"{name}.json"], cancellationToken);
        var commit = "";
        foreach (var line in log.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] == '\t')
            {
                commit = line[1..];
            }
            else if (TryParse(name, await GitAsync(folder, ["show", $"{commit}:{line}"], cancellationToken)) is { } version)
            {
                versions.Add(version);
            }
        }

        return [.. versions.DistinctBy(version => version.Date).OrderBy(version => version.Date)];
    }

    private static ResultFile? TryParse(string name, string json)
    {
        try
        {
            return ResultFile.Parse(name, json);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <returns>Nothing where it fails.</returns>
    private static async Task<string> GitAsync(string folder, string[] arguments, CancellationToken cancellationToken)
    {
        try
        {
            await using var git = ChildProcess.Start("git", "git", ["-C", folder, .. arguments]);
            await using var kill = cancellationToken.Register(git.Kill);
            git.CloseInput();
            var complaints = git.Error.ReadToEndAsync(cancellationToken);
            var said = await git.Output.ReadToEndAsync(cancellationToken);
            await complaints;
            await git.WaitForExitAsync(cancellationToken);
            return git.ExitCode == 0 ? said : "";
        }
        catch (ToolMissingException)
        {
            return "";
        }
    }
}
