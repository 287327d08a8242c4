using System.Diagnostics;
using System.Text.Json;
using CsCheck;
using LiveCaptions.Captions.Formats;

namespace LiveCaptions.Server.Tests.Exports;

/// <summary>The project's rules again, by an independent linter; only where it lies beside the repository.</summary>
public sealed class ScorerLintTests
{
    public static bool HasScorer => File.Exists(Repository.Scorer)
        && Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(p => File.Exists(Path.Combine(p, "python3")));

    [Fact(Skip = "Needs ../shared/tools/score.py beside the repository, and python3.", SkipUnless = nameof(HasScorer))]
    public void Written_files_have_no_fault_for_the_scorer()
    {
        var folder = Directory.CreateTempSubdirectory("livecaptions-lint-");
        try
        {
            Gen.OneOf(Finals.Sayable, Finals.TwoTracks).Array[100].Sample(
                documents =>
                {
                    var files = documents.SelectMany((document, i) => Write(document, folder.FullName, i)).ToList();
                    using var report = Lint(files);

                    Assert.Equal(files.Count, report.RootElement.EnumerateObject().Count());
                    Assert.All(report.RootElement.EnumerateObject(), f =>
                        Assert.True(f.Value.GetProperty("errors").GetArrayLength() == 0, $"{f.Name}: {f.Value.GetProperty("errors")}"));
                },
                iter: 3,
                threads: 1);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> Write(CaptionDocument document, string folder, int number)
    {
        foreach (var extension in new[] { "vtt", "srt" })
        {
            var path = Path.Combine(folder, $"{number}.{extension}");
            using var file = File.Create(path);
            CueFormats.Find(extension)!.Write(document, file);
            yield return path;
        }
    }

    private static JsonDocument Lint(IEnumerable<string> files)
    {
        var start = new ProcessStartInfo("python3", [Repository.Scorer, "lint", "--json", .. files])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false
        };
        using var scorer = Process.Start(start)!;
        var report = JsonDocument.Parse(scorer.StandardOutput.BaseStream);
        scorer.WaitForExit();
        return report;
    }
}
