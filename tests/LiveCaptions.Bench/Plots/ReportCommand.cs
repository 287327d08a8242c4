using System.CommandLine;
using LiveCaptions.Server.Basics;
using LiveCaptions.Server.Commands;

namespace LiveCaptions.Bench.Plots;

/// <summary><c>bench report</c></summary>
internal static class ReportCommand
{
    private const string PageName = "report.html";
    private static readonly string DefaultFolder = Path.Combine("docs", "results");

    public static Command Create()
    {
        var results = new Option<string?>("--results")
        {
            Description = $"Folder of what benches wrote by --json (default: {DefaultFolder} of the repository)",
            HelpName = "DIR"
        };
        var to = new Option<string?>("--out")
        {
            Description = $"Folder to write {PageName} to (default: that of the results)",
            HelpName = "DIR"
        };
        var command = new Command("report", "Draws docs/results as one page of plots") { results, to, CommonOptions.Verbose() };
        command.SetAction(async (result, cancellationToken) =>
        {
            var folder = Path.GetFullPath(result.GetValue(results) ?? Path.Combine(HomeFolder.Find(), DefaultFolder));
            var set = ResultSet.Read(folder);
            foreach (var (name, reason) in set.LeftOut)
            {
                await result.InvocationConfiguration.Error.WriteLineAsync($"{name} is left out: {reason}.");
            }

            var (newest, history) = await DrawAsync(set, folder, cancellationToken);
            if (history.Count == 0)
            {
                await result.InvocationConfiguration.Error.WriteLineAsync(
                    "There is no history to draw: no file has more than one version in git, or there is no git.");
            }

            var page = Path.Combine(Directory.CreateDirectory(Path.GetFullPath(result.GetValue(to) ?? folder)).FullName, PageName);
            await File.WriteAllTextAsync(page, ReportPage.Write(set, newest, history), cancellationToken);
            await result.InvocationConfiguration.Output.WriteLineAsync(
                $"{set.Files.Count} files and {newest.Count + history.Count} plots: {page}");
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<(List<PlotPicture> Newest, List<PlotPicture> History)> DrawAsync(
        ResultSet set, string folder, CancellationToken cancellationToken)
    {
        try
        {
            var newest = new ResultPlots(set).Draw();
            return (newest, await HistoryPlots.DrawAsync(set, folder, newest.Count + 1, cancellationToken));
        }
        catch (Exception e) when (e is DllNotFoundException || e.GetBaseException() is DllNotFoundException)
        {
            throw new PlatformNotSupportedException(
                "Plots need SkiaSharp's native library, which is here for Linux (x64 and arm64, "
                + "with glibc) and macOS only: draw them there.",
                e);
        }
    }
}
