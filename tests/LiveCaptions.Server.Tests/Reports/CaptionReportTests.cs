using System.Text.Json;
using LiveCaptions.Server.Commands;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using LiveCaptions.Server.Tests.Publishing;

namespace LiveCaptions.Server.Tests.Reports;

public sealed class CaptionReportTests
{
    [Fact]
    public async Task Report_tells_of_each_session_page_by_page()
    {
        await using var youTube = await PublishingServer.StartYouTubeAsync();
        await using var server = await youTube.StartServerAsync();
        await server.ConnectAsync();
        var first = await server.PublishedAsync(new { title = "First", language = "en" }, FakeSpeech.Say(1, 2, 3, 4));
        await first.UntilStateAsync("finished");
        await new Corrector(first).CorrectAsync("c1", new { text = "w1 two w3 w4" });
        var upload = await server.AddUploadAsync(new { sessionId = first.Id, videoId = YouTubeDesk.Video, language = "en-GB" });
        await server.UntilUploadAsync(upload.GetProperty("id").GetString()!, "done");
        var second = await server.CreateSessionAsync(new { title = "=HYPERLINK(\"x\")" });

        using var page = await server.Http.GetAsync("/api/reports/captions?limit=1");
        Assert.Equal(
            $"</api/reports/captions?limit=1&before={second.Id}>; rel=\"next\"", page.Headers.GetValues("Link").Single());
        Assert.Equal([second.Id], Ids(JsonSerializer.Deserialize<JsonElement>(await page.Content.ReadAsStringAsync())));
        var next = await server.GetAsync($"/api/reports/captions?limit=1&before={second.Id}");
        Assert.Equal([first.Id], Ids(next));

        var report = next[0];
        Assert.Equal(
            ("First", 4, "partial", 0.25),
            (report.GetProperty("title").GetString(), report.GetProperty("words").GetInt32(), report.GetProperty("correction").GetString(),
                report.GetProperty("shareOfCorrectedWords").GetDouble()));
        Assert.Equal([YouTubeDesk.Video], report.GetProperty("videos").EnumerateArray().Select(video => video.GetString()));
        Assert.Equal(["en", "en-GB"], report.GetProperty("languages").EnumerateArray().Select(language => language.GetString()));
        Assert.True(report.GetProperty("rulesKept").GetBoolean());

        await AssertTableAsync(server, first);
        using var output = new StringWriter();
        Assert.Equal(0, await CommandRun.RunAsync(
            RootCommandBuilder.Build(), ["report", "--limit", "2", "--data", server.Data], output, TextWriter.Null));
        Assert.Matches($"(?m)^{first.Id}  1 captions, .*rules kept, .*25 % corrected, NER .*First$", output.ToString());
    }

    [Fact]
    public async Task Bounds_are_told()
    {
        await using var server = await TestServer.StartAsync();
        foreach (var (query, status, code) in new[]
        {
            ("limit=0", 400, "limit_invalid"), ("limit=51", 400, "limit_invalid"), ("format=pdf", 400, "format_invalid"),
            ("before=none", 404, "session_not_found"),
        })
        {
            using var answer = await server.Http.GetAsync($"/api/reports/captions?{query}");
            await Answers.AssertProblemAsync(answer, status, code);
        }

        Assert.Empty((await server.GetAsync("/api/reports/captions")).EnumerateArray());
    }

    private static async Task AssertTableAsync(TestServer server, TestSession first)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/reports/captions");
        request.Headers.Accept.ParseAdd("text/csv");
        using var answer = await server.Http.SendAsync(request);
        var lines = (await answer.Content.ReadAsStringAsync()).Split("\r\n");

        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        var head = lines[0].Split(',');
        Assert.Contains("\"'=HYPERLINK(\"\"x\"\")\"", lines[1], StringComparison.Ordinal);
        var cells = lines[2].Split(',');
        Assert.Equal(head.Length, cells.Length);
        Assert.Equal(first.Id, cells[0]);
        Assert.Equal("true", cells[Array.IndexOf(head, "rulesKept")]);
        Assert.Equal("0.25", cells[Array.IndexOf(head, "correctedWords")]);
    }

    private static IEnumerable<string?> Ids(JsonElement reports) =>
        reports.EnumerateArray().Select(report => report.GetProperty("sessionId").GetString());
}
