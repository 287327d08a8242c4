using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LiveCaptions.FakeYouTube;
using LiveCaptions.Server.Commands;
using LiveCaptions.Server.Tests.Harness;
using LiveCaptions.Server.Tests.Publishing;

namespace LiveCaptions.Server.Tests.Metadata;

/// <summary>Chapters and the like by the API, and to YouTube.</summary>
public sealed class MetadataTests
{
    private static readonly object[] Chapters =
    [
        new { start = 0, title = "Start" }, new { start = 15, title = "Middle" }, new { start = 30, title = "End" },
    ];

    [Fact]
    public async Task What_a_person_wrote_stays_and_the_rest_is_suggested()
    {
        await using var server = await TestServer.StartAsync();
        var session = await TalkedAsync(server);
        var suggested = await MetadataAsync(session);
        Assert.Equal("Talk", suggested.GetProperty("title").GetString());
        Assert.Empty(suggested.GetProperty("edited").EnumerateArray());

        var put = await PutAsync(session, new { title = " My  title ", chapters = Chapters, tags = new[] { "one", "two words" } });
        Assert.Equal(["title", "chapters", "tags"], Names(put));
        var first = (await session.CuesAsync())[0].Id;
        await new Corrector(session).CorrectAsync(first, new { text = "Something else altogether about walruses and walruses." });
        var later = await MetadataAsync(session);
        Assert.Equal("My title", later.GetProperty("title").GetString());
        Assert.Equal("Middle", later.GetProperty("chapters")[1].GetProperty("title").GetString());
        Assert.Contains("walruses", later.GetProperty("keywords").EnumerateArray().Select(word => word.GetString()));

        // What comes back as it was suggested, nobody wrote.
        Assert.Equal(["title", "chapters", "tags"], Names(await PutAsync(session, later)));
        Assert.Empty(Names(await PutAsync(session, new { })));
        Assert.Equal("Talk", (await MetadataAsync(session)).GetProperty("title").GetString());
    }

    [Fact]
    public async Task Files_are_to_be_copied_from()
    {
        await using var server = await TestServer.StartAsync();
        var session = await TalkedAsync(server);
        await PutAsync(session, new { chapters = Chapters, description = "First line\nsecond line" });
        using var text = await server.Http.GetAsync($"/api/sessions/{session.Id}/metadata?format=txt");
        var lines = (await text.Content.ReadAsStringAsync()).Split('\n');

        Assert.Equal($"{session.Id}.metadata.txt", text.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        Assert.Equal(["TITLE", "Talk"], lines.Take(2));
        Assert.Contains("second line", lines);
        Assert.Contains("0:15 Middle", lines);
        using var json = await server.Http.GetAsync($"/api/sessions/{session.Id}/metadata?format=json");
        Assert.Equal("attachment", json.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(3, (await json.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("chapters").GetArrayLength());
        using var output = new StringWriter();
        Assert.Equal(0, await CommandRun.RunAsync(
            RootCommandBuilder.Build(), ["metadata", session.Id, "--data", server.Data], output, TextWriter.Null));
        Assert.Equal(string.Join('\n', lines), output.ToString());
        Assert.Equal(3, await CommandRun.RunAsync(
            RootCommandBuilder.Build(), ["metadata", "none", "--data", server.Data], TextWriter.Null, output));
    }

    [Fact]
    public async Task What_YouTube_refuses_is_not_kept()
    {
        await using var server = await TestServer.StartAsync();
        var session = await TalkedAsync(server);
        (object Body, string Code)[] wrong =
        [
            (new { title = new string('x', 101) }, "title_invalid"),
            (new { title = "a < b" }, "title_invalid"),
            (new { description = new string('ü', 2_501) }, "description_invalid"),
            (new { chapters = Chapters[..2] }, "chapters_invalid"),
            (new { chapters = new object?[] { null, null, null } }, "chapters_invalid"),
            (new { keywords = new[] { "" } }, "keywords_invalid"),
            (new { tags = new[] { new string('x', 501) } }, "tags_invalid"),
            (new { highlights = new[] { new { kind = "sound", start = 2, end = 1, text = "x" } } }, "highlights_invalid"),
        ];
        foreach (var (body, code) in wrong)
        {
            using var answer = await server.Http.PutAsJsonAsync($"/api/sessions/{session.Id}/metadata", body);
            await Answers.AssertProblemAsync(answer, 400, code);
        }

        Assert.Empty(Names(await MetadataAsync(session)));
    }

    [Fact]
    public async Task Video_gets_what_is_asked_for_and_keeps_the_rest()
    {
        await using var youTube = await PublishingServer.StartYouTubeAsync();
        await using var server = await youTube.StartServerAsync();
        await server.ConnectAsync();
        var session = await TalkedAsync(server);
        await PutAsync(session, new { title = "Mine", description = "About it.", chapters = Chapters });
        youTube.AddVideo("video000002", "UC1");
        var video = youTube.FindVideo("video000002")!;
        video.Description = "Hello.\r\n0:00 Old\r\n1:00 Older\r\n2:00 Oldest\r\n\r\n18:30 Doors\r\n  Bye. ";
        (video.CategoryId, video.Tags, video.AudioLanguage) = ("27", ["tag"], "de");

        var applied = await ApplyAsync(session, new { videoId = "https://youtu.be/video000002", chapters = true });
        Assert.Equal((3, 51), (applied.GetProperty("chapters").GetInt32(), applied.GetProperty("units").GetInt32()));
        Assert.Equal("Hello.\r\n0:00 Start\n0:15 Middle\n0:30 End\r\n\r\n18:30 Doors\r\n  Bye. ", video.Description);
        Assert.Equal(("A video", "27", "de"), (video.Title, video.CategoryId, video.AudioLanguage));
        Assert.Equal(["tag"], video.Tags);

        var written = video.Description;
        await ApplyAsync(session, new { videoId = "video000002" });
        Assert.Equal(("Mine", written), (video.Title, video.Description));
        await ApplyAsync(session, new { videoId = "video000002", description = true });
        Assert.Equal("About it.\n\n0:00 Start\n0:15 Middle\n0:30 End", video.Description);
        video.Description = "";
        await ApplyAsync(session, new { videoId = "video000002" });
        await ApplyAsync(session, new { videoId = "video000002" });
        Assert.Equal("About it.\n\n0:00 Start\n0:15 Middle\n0:30 End", video.Description);

        // Signing in costs one.
        Assert.Equal((5 * 51) + 1, (await server.GetAsync("/api/uploads/quota")).GetProperty("spent").GetInt32());
    }

    [Fact]
    public async Task What_somebody_wrote_meanwhile_is_not_lost()
    {
        await using var server = await TestServer.StartAsync();
        var session = await TalkedAsync(server);
        var (first, revision) = await PutIfAsync(session, "\"0\"", new { title = "First" });
        Assert.Equal((HttpStatusCode.OK, revision), (first.StatusCode, (await MetadataAsync(session)).GetProperty("revision").GetString()));
        Assert.Equal($"\"{revision}\"", first.Headers.ETag!.Tag);

        var (clash, _) = await PutIfAsync(session, "\"0\"", new { title = "Second" });
        await Answers.AssertProblemAsync(clash, 409, "revision_clash");
        var problem = JsonDocument.Parse(await clash.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal("First", problem.GetProperty("metadata").GetProperty("title").GetString());
        Assert.Equal(HttpStatusCode.OK, (await PutIfAsync(session, $"\"x\", \"{revision}\"", new { title = "Third" })).Answer.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await PutIfAsync(session, $"\"{revision}\"", new { })).Answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PutIfAsync(session, "*", new { })).Answer.StatusCode);
        var (wrong, _) = await PutIfAsync(session, "no quotes", new { });
        await Answers.AssertProblemAsync(wrong, 400, "if_match_invalid");
        Assert.Equal("0", (await MetadataAsync(session)).GetProperty("revision").GetString());
    }

    [Fact]
    public async Task What_YouTube_says_is_told()
    {
        await using var youTube = await PublishingServer.StartYouTubeAsync(options: new FakeOptions { DailyQuota = 60 });
        await using var server = await youTube.StartServerAsync();
        var session = await TalkedAsync(server);
        await AssertRefusedAsync(session, new { videoId = "no id" }, 400, "video_invalid");
        await AssertRefusedAsync(session, new { videoId = "video000002" }, 409, "youtube_sign_in");
        await server.ConnectAsync();
        await AssertRefusedAsync(session, new { videoId = "video000009" }, 404, "video_not_found");
        youTube.AddVideo("video000002", "UC1");
        youTube.FailNext("videos.list", FakeFault.ServerError);
        await AssertRefusedAsync(session, new { videoId = "video000002" }, 503, "youtube_failed");
        youTube.AddVideo("video000003", "UC2");
        await AssertRefusedAsync(session, new { videoId = "video000003" }, 502, "youtube_refused");
        await AssertRefusedAsync(session, new { videoId = "video000002" }, 429, "quota_spent");
    }

    private static async Task<TestSession> TalkedAsync(TestServer server)
    {
        var session = await server.CreateSessionAsync(new { title = "Talk", language = "en" });
        var person = new Corrector(session);
        await person.InsertAsync(new { text = "What is said first.", start = 0, end = 2 });
        await person.InsertAsync(new { text = "What is said later.", start = 40, end = 42 });
        return session;
    }

    private static Task<JsonElement> MetadataAsync(TestSession session) => session.Server.GetAsync($"/api/sessions/{session.Id}/metadata");

    private static async Task<JsonElement> PutAsync(TestSession session, object metadata)
    {
        using var answer = await session.Server.Http.PutAsJsonAsync($"/api/sessions/{session.Id}/metadata", metadata);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<(HttpResponseMessage Answer, string? Revision)> PutIfAsync(TestSession session, string tag, object metadata)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/sessions/{session.Id}/metadata")
        {
            Content = JsonContent.Create(metadata),
        };
        request.Headers.TryAddWithoutValidation("If-Match", tag);
        var answer = await session.Server.Http.SendAsync(request);
        return (answer, answer.IsSuccessStatusCode
            ? JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("revision").GetString()
            : null);
    }

    private static async Task<JsonElement> ApplyAsync(TestSession session, object request)
    {
        using var answer = await session.Server.Http.PostAsJsonAsync($"/api/sessions/{session.Id}/metadata/apply", request);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task AssertRefusedAsync(TestSession session, object request, int status, string code)
    {
        using var answer = await session.Server.Http.PostAsJsonAsync($"/api/sessions/{session.Id}/metadata/apply", request);
        await Answers.AssertProblemAsync(answer, status, code);
    }

    private static IEnumerable<string?> Names(JsonElement metadata) =>
        metadata.GetProperty("edited").EnumerateArray().Select(name => name.GetString());
}
