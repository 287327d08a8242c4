using System.Diagnostics;
using System.Text.RegularExpressions;
using LiveCaptions.Bench.Plots;
using LiveCaptions.Server.Commands;

namespace LiveCaptions.Server.Tests.Bench.Plots;

public sealed partial class ReportCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("livecaptions-test-").FullName;
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    [Fact]
    public async Task Page_names_every_file_with_its_figures_machine_date_and_engine()
    {
        Write("accuracy-base", "accuracy", """{"wer":{"rate":0.0321},"cpuSecondsPerAudioSecond":0.25}""");
        Write("trouble-base", "trouble", """{"runs":[{"wordsLost":2},{"wordsLost":3}]}""");

        var page = await DrawAsync();

        Assert.All(
            ["accuracy-base", "3.21 %", "0.25 s", "trouble-base", "words lost", ">5<", "2026-11-27", "AMD &amp; Co", "moonshine-base"],
            text => Assert.Contains(text, page));
    }

    [Fact]
    public async Task Plots_are_drawn_for_what_there_are_figures_of_and_are_named_for_who_does_not_see_them()
    {
        Write("latency-base", "latency", """{"stableWord":{"p50":0.6,"p95":2.1,"max":4},"final":{"p50":0.5,"p95":2.9,"max":5}}""");
        Write(
            "accuracy-conditions", "accuracy",
            """{"conditions":[{"condition":"clean","wer":{"rate":0.03}},{"condition":"babble10","wer":{"rate":0.1}}]}""");
        Write(
            "streams-base", "streams",
            """{"held":4,"steps":[{"streams":2,"lagMax":0.1,"stableWord":{"p95":1}},{"streams":4,"lagMax":0.5,"stableWord":{"p95":2}}]}""");
        Write("fanout-base", "fanout", """{"viewers":10000,"delay":{"p50":80,"p95":200,"p99":300,"max":400}}""");
        Write(
            "diarization-base", "diarization",
            """{"groups":[{"name":"all","online":{"der":0.2},"finished":{"der":0.1},"oneLabel":{"der":0.5}}]}""");
        Write("peer-base", "latency", """{"cpuSecondsPerAudioSecond":0.2,"peer":{"name":"Another","cpuSecondsPerAudioSecond":0.4}}""");

        var page = await DrawAsync();

        Assert.Equal(
            [
                "Latency of live captions", "Word errors by condition", "Streams at once",
                "Delay of messages with 10,000 viewers", "Who spoke when", "Processor time"
            ],
            Labels().Matches(page).Select(label => label.Groups["title"].Value
                .Split([", moon", " of one session", " and how", ":", " per second"], StringSplitOptions.None)[0]));
        Assert.All(["babble", "10 dB", "Another", "streams at once", "word errors, %", "milliseconds", "DER, %"], text =>
            Assert.Contains($">{text}<", page));
    }

    [Fact]
    public async Task Pictures_have_the_pages_colours_and_nothing_from_elsewhere()
    {
        Write("latency-base", "latency", """{"stableWord":{"p50":0.6,"p95":2.1,"max":4}}""");
        Write("fanout-base", "fanout", """{"viewers":5,"delay":{"p50":80,"p95":200}}""");

        var page = await DrawAsync();

        Assert.Contains("currentColor", page);
        Assert.DoesNotContain("src=", page);
        Assert.DoesNotContain("<?xml", page);
        var names = Ids().Matches(page).Select(id => id.Groups["id"].Value).ToList();
        Assert.Equal(names.Distinct(), names);
        Assert.All(References().Matches(page), reference => Assert.Contains(reference.Groups["id"].Value, names));
    }

    [Fact]
    public async Task File_that_is_not_understood_is_named_and_left_out()
    {
        Write("accuracy-base", "accuracy", """{"wer":{"rate":0.0321}}""");
        Write("surprise", "surprise", """{"wonder":1}""");
        await File.WriteAllTextAsync(Path.Combine(_folder, "broken.json"), "{");

        await DrawAsync();

        Assert.Contains("surprise.json is left out: the report knows no figure of bench 'surprise'", _error.ToString());
        Assert.Contains("broken.json is left out: it is no JSON object", _error.ToString());
    }

    [Fact]
    public async Task History_comes_from_the_versions_in_git()
    {
        Git("init", "-q");
        Write("accuracy-old", "accuracy", """{"wer":{"rate":0.05}}""", date: "2026-11-20T10:00:00Z");
        Commit("one");
        Git("mv", "accuracy-old.json", "accuracy-base.json");
        Commit("two");
        Write("accuracy-base", "accuracy", """{"wer":{"rate":0.03}}""", date: "2026-11-27T10:00:00Z");
        Commit("three");

        var page = await DrawAsync();

        Assert.Contains("History of accuracy: word errors", page);
        Assert.Contains("accuracy-base.json: 2 versions", page);
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public async Task Without_git_there_is_a_page_without_history()
    {
        Write("accuracy-base", "accuracy", """{"wer":{"rate":0.03}}""");

        Assert.DoesNotContain("History", await DrawAsync());
        Assert.Contains("no history", _error.ToString());
    }

    [Fact]
    public async Task Folder_without_figures_is_wrong_usage()
    {
        Assert.Equal(ExitCodes.WrongUsage, await InvokeAsync());
        Assert.Contains(_folder, Assert.Single(_error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Theory]
    [InlineData("a.b", 1)]
    [InlineData("list.1.n", 3)]
    [InlineData("list.*.n", 5)]
    [InlineData("a.missing", null)]
    [InlineData("a", null)]
    [InlineData("list.7.n", null)]
    public void Figure_is_found_by_its_path(string path, int? expected)
    {
        var file = ResultFile.Parse("x", Json("any", """{"a":{"b":1},"list":[{"n":2},{"n":3},{"m":4}]}""", "2026-11-27T10:00:00Z"));

        Assert.Equal(expected, (int?)file.Find(path));
    }

    public void Dispose()
    {
        foreach (var file in Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories))
        {
            File.SetAttributes(file, FileAttributes.Normal); // git's objects are read-only
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task<string> DrawAsync()
    {
        var code = await InvokeAsync();
        Assert.True(code == ExitCodes.Done, _error.ToString());
        return await File.ReadAllTextAsync(Path.Combine(_folder, "page", "report.html"));
    }

    private Task<int> InvokeAsync() =>
        CommandRun.RunAsync(ReportCommand.Create(), ["--results", _folder, "--out", Path.Combine(_folder, "page")], _output, _error);

    private void Write(string name, string bench, string figures, string date = "2026-11-27T10:00:00Z") =>
        File.WriteAllText(Path.Combine(_folder, $"{name}.json"), Json(bench, figures, date));

    private static string Json(string bench, string figures, string date) =>
        $$"""{"bench":"{{bench}}","machine":{"cpu":"AMD & Co","cores":2},"date":"{{date}}","engine":"moonshine-base","figures":{{figures}}}""";

    private void Commit(string message)
    {
        Git("add", "-A");
        Git("-c", "user.name=Ann", "-c", "user.email=ann@example.org", "commit", "-q", "-m", message);
    }

    private void Git(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", _folder, .. arguments]))!;
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
    }

    [GeneratedRegex("aria-label=\"(?<title>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Labels();

    [GeneratedRegex(" id=\"(?<id>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Ids();

    [GeneratedRegex("url\\(#(?<id>[^)]*)\\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex References();
}
