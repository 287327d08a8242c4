using System.Text.Json;
using LiveCaptions.FakeYouTube;
using LiveCaptions.Server.Commands;
using LiveCaptions.Server.Publishing.YouTube;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Tests.Harness;
using LiveCaptions.Server.Tests.Publishing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Server.Tests.Reports;

/// <summary>Views by subtitle language: from YouTube's bulk report to what there is to do.</summary>
public sealed class SubtitleReportTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-11-30T20:00:00Z");
    private static readonly DateOnly Yesterday = new(2026, 11, 29);

    [Fact]
    public async Task Views_by_subtitle_language_say_what_to_update_and_which_language_to_add()
    {
        var time = new FakeTimeProvider(Now);
        await using var fake = await PublishingServer.StartYouTubeAsync(time);
        await using var server = await StartAsync(fake, time);
        await server.ConnectAsync();
        await UntilSaidAsync(server, "no report yet");
        var session = await server.CreateSessionAsync(new { title = "Talk", language = "en" });
        var person = new Corrector(session);
        await person.InsertAsync(new { text = "w1 w2", start = 1, end = 2 });
        var upload = await server.AddUploadAsync(new { sessionId = session.Id, videoId = YouTubeDesk.Video, language = "en" });
        await server.UntilUploadAsync(upload.GetProperty("id").GetString()!, "done");
        time.Advance(TimeSpan.FromMinutes(1));
        await person.CorrectAsync("c1", new { text = "w1 two" });

        fake.MakeReport(
            "UC1", Yesterday, $"{YouTubeDesk.Video},on_demand,subscribed,US,en,,90,100,50.5,30,60,5,2.5",
            $"{YouTubeDesk.Video},on_demand,not_subscribed,GB,en,,9,10,5,30,60,0,0",
            $"{YouTubeDesk.Video},on_demand,subscribed,ES,en,es,40,40,20,30,60,0,0",
            $"{YouTubeDesk.Video},on_demand,subscribed,DE,de,,5,5,2,30,60,0,0",
            "another0001,live,subscribed,FR,fr,,30,30,3,30,60,0,0",
            $"{YouTubeDesk.Video},on_demand,subscribed,US,,,500,500,100,30,60,0,0");
        await UntilSaidAsync(server, "1 new reports", time);
        var report = await server.GetAsync("/api/reports/subtitles");

        Assert.Equal("2026-11-29", report.GetProperty("channels")[0].GetProperty("lastDay").GetString());
        var video = report.GetProperty("videos")[0];
        Assert.Equal((YouTubeDesk.Video, 655, 177.5), (video.GetProperty("videoId").GetString(), video.GetProperty("views").GetInt32(),
            video.GetProperty("watchMinutes").GetDouble()));
        Assert.Equal(
            ["  500", "en our 110", "es translated 40", "de  5"],
            video.GetProperty("languages").EnumerateArray().Select(Line));
        Assert.Equal(
            [
                ("update", YouTubeDesk.Video, "en", 110), ("addLanguage", YouTubeDesk.Video, "es", 40),
                ("addLanguage", "another0001", "fr", 30),
            ],
            report.GetProperty("advice").EnumerateArray().Select(Advice).Where(advice => advice.Kind != "correct"));
        await AssertTellsAsync(server);
    }

    [Fact]
    public async Task Report_of_a_day_that_comes_again_replaces_the_first_and_all_go_with_their_channel()
    {
        var time = new FakeTimeProvider(Now);
        await using var fake = await PublishingServer.StartYouTubeAsync(time);
        await using var server = await StartAsync(fake, time);
        await server.ConnectAsync();
        await UntilSaidAsync(server, "no report yet");
        fake.FailNext("reporting.jobs.list", FakeFault.ServerError);
        for (var day = 0; day < 5; day++)
        {
            fake.MakeReport("UC1", Yesterday.AddDays(-day), "another0001,live,subscribed,FR,fr,,1,1,1,30,60,0,0");
        }

        await UntilSaidAsync(server, "5 new reports", time);
        fake.MakeReport("UC1", Yesterday, "another0001,live,subscribed,FR,fr,,7,7,7,30,60,0,0");
        await UntilSaidAsync(server, "1 new reports", time);

        Assert.Equal(11, (await server.GetAsync("/api/reports/subtitles")).GetProperty("videos")[0].GetProperty("views").GetInt32());
        Assert.Equal(6, fake.Calls["reporting.media.download"]);
        Assert.Equal(1, fake.Calls["reporting.jobs.create"]);
        using (await server.Http.DeleteAsync("/api/youtube/channels/UC1"))
        {
            Assert.Empty((await server.GetAsync("/api/reports/subtitles")).GetProperty("videos").EnumerateArray());
            Assert.Empty(await server.Services.GetRequiredService<SubtitleViewStore>().ListReportsAsync("UC1"));
        }
    }

    [Fact]
    public async Task Older_version_of_the_report_does_and_a_sign_in_without_reports_says_what_to_do()
    {
        await using var old = await YouTubeDesk.StartAsync(options: new FakeOptions { ReportTypes = ["channel_subtitles_a2"] });
        using (var reporting = await old.Accounts.OpenReportsAsync(YouTubeDesk.Channel))
        {
            var stop = TestContext.Current.CancellationToken;
            await Assert.ThrowsAsync<YouTubeException>(() => reporting.CreateJobAsync("channel_subtitles_a3", "x", stop));
            await reporting.CreateJobAsync("channel_subtitles_a2", "x", stop);
        }

        var time = new FakeTimeProvider(Now);
        await using var fake = await PublishingServer.StartYouTubeAsync(time);
        await using var server = await StartAsync(fake, time, ("YouTube:Reports", "false"));
        await server.ConnectAsync();
        using var reports = await server.Services.GetRequiredService<YouTubeAccounts>().OpenReportsAsync("UC1");
        var refused = await Assert.ThrowsAsync<YouTubeException>(() => reports.ListJobsAsync(TestContext.Current.CancellationToken));
        Assert.Equal(YouTubeFaultKind.SignIn, refused.Fault.Kind);
    }

    [Fact]
    public async Task Token_goes_to_nobody_but_who_is_asked_for_reports()
    {
        await using var desk = await YouTubeDesk.StartAsync();
        using var reporting = await desk.Accounts.OpenReportsAsync(YouTubeDesk.Channel);

        await Assert.ThrowsAsync<YouTubeException>(() => reporting.DownloadAsync(
            new LiveCaptions.Server.Publishing.YouTube.Reporting.ReportResource { DownloadUrl = "http://127.0.0.1:9/v1/media/x" },
            TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Bounds_are_told()
    {
        await using var server = await TestServer.StartAsync();
        foreach (var (query, code) in new[] { ("days=0", "days_invalid"), ("days=401", "days_invalid"), ("format=pdf", "format_invalid") })
        {
            using var answer = await server.Http.GetAsync($"/api/reports/subtitles?{query}");
            await Answers.AssertProblemAsync(answer, 400, code);
        }
    }

    private static Task<TestServer> StartAsync(YouTubeFake fake, FakeTimeProvider time, params (string, string)[] settings) =>
        fake.StartServerAsync(
            configure: builder => builder.Services.AddSingleton<TimeProvider>(time),
            settings: [("Jobs:LeaseSeconds", "86400"), .. settings]);

    private static (string? Kind, string? Video, string? Language, int Views) Advice(JsonElement advice) =>
        (advice.GetProperty("kind").GetString(), advice.GetProperty("videoId").GetString(),
            advice.TryGetProperty("language", out var language) ? language.GetString() : null, advice.GetProperty("views").GetInt32());

    private static string Line(JsonElement language) =>
        $"{(language.TryGetProperty("language", out var tag) ? tag.GetString() : "")} "
        + $"{(language.GetProperty("translated").GetBoolean() ? "translated" : "")}"
        + $"{(language.GetProperty("isOurs").GetBoolean() ? "our" : "")} {language.GetProperty("views").GetInt32()}";

    /// <summary>Waits until the channel's reports have come to that; half a day goes by again and again.</summary>
    private static Task UntilSaidAsync(TestServer server, string message, FakeTimeProvider? time = null) => server.UntilAsync(async () =>
    {
        time?.Advance(TimeSpan.FromHours(1));
        var channel = (await server.GetAsync("/api/reports/subtitles?days=1")).GetProperty("channels")[0];
        return channel.TryGetProperty("message", out var said) && said.GetString()!.Contains(message, StringComparison.Ordinal);
    });

    private static async Task AssertTellsAsync(TestServer server)
    {
        var csv = await server.Http.GetStringAsync("/api/reports/subtitles?format=csv");
        Assert.Contains($"UC1,{YouTubeDesk.Video},", csv, StringComparison.Ordinal);
        Assert.Contains(",es,true,false,40,20,AddLanguage: ", csv, StringComparison.Ordinal);
        using var output = new StringWriter();
        Assert.Equal(0, await CommandRun.RunAsync(
            RootCommandBuilder.Build(), ["report", "--subtitles", "--days", "400", "--data", server.Data], output, TextWriter.Null));
        Assert.Contains("Update: ", output.ToString(), StringComparison.Ordinal);
    }
}
