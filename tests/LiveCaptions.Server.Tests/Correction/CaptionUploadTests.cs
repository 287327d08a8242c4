using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Correction;

/// <summary>Captions that another program made or corrected come home.</summary>
public sealed class CaptionUploadTests
{
    private const string Corrected = """
        WEBVTT

        00:00.000 --> 00:00.450
        w1 two

        00:10.000 --> 00:11.000
        <v Zoe>something else</v>
        """;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task File_takes_the_place_of_all_finals(bool live)
    {
        await using var server = await TestServer.StartAsync();
        await using var watched = await WatchedSession.StartAsync(server, live, [1, 2], [3]);
        var cue = (await watched.Session.CuesAsync())[0];

        using var answer = await watched.Person.PostCaptionsAsync(
            Corrected.Replace("00:10.000 --> 00:11.000", "00:00.500 --> 00:00.700", StringComparison.Ordinal),
            "", "text/vtt; charset=utf-8");
        var result = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());

        Assert.Equal((1, 1, 1), (result.GetProperty("changed").GetInt32(),
            result.GetProperty("added").GetInt32(), result.GetProperty("deleted").GetInt32()));
        var cues = (await watched.Session.CuesAsync()).OrderBy(c => c.Start).ToList();
        Assert.Equal(["w1 two", "something else"], cues.Select(c => c.Text));
        Assert.Equal(cue.Id, cues[0].Id);
        Assert.Equal(cue.Words![0], cues[0].Words![0]);
        Assert.Equal("Zoe", cues[1].Speaker?.Label);
        Assert.Contains(
            "Zoe",
            (await watched.Session.ViewAsync()).GetProperty("speakers").EnumerateArray().Select(s => s.GetProperty("label").GetString()));
        await watched.Viewer.UntilAsync(seen => seen.Text == "something else");
        await watched.Viewer.UntilAsync(seen => seen.Deleted);
        Assert.Equal("captions", Assert.Single(await watched.Person.EditsAsync()).GetProperty("kind").GetString());
        await watched.Person.UndoAsync();
        Assert.Equal(["w1 w2", "w3"], (await watched.Session.CuesAsync()).Select(c => c.Text).Order());
    }

    [Fact]
    public async Task File_takes_the_place_of_what_it_covers()
    {
        await using var server = await TestServer.StartAsync();
        await using var watched = await WatchedSession.StartAsync(server, live: false, [1, 2], [3]);

        var result = await watched.Person.SendCaptionsAsync(Corrected, "?format=vtt&mode=merge");

        Assert.Equal((1, 1, 0, 1), (result.GetProperty("changed").GetInt32(), result.GetProperty("added").GetInt32(),
            result.GetProperty("deleted").GetInt32(), result.GetProperty("unchanged").GetInt32()));
        Assert.Equal(["w1 two", "w3", "something else"], (await watched.Session.CuesAsync()).OrderBy(c => c.Start).Select(c => c.Text));
    }

    [Theory]
    [InlineData("vtt")]
    [InlineData("srt")]
    [InlineData("sbv")]
    public async Task Export_that_comes_home_unchanged_says_the_same(string format)
    {
        await using var server = await TestServer.StartAsync(recognizer: new FakeRecognizer { Voices = new FakeVoices() });
        var session = await server.PublishedAsync(
            new { }, [.. Enumerable.Range(0, 4).Select(_ => FakeSpeech.Say([.. Enumerable.Repeat(11, 12)]))]);
        var person = new Corrector(session);
        var before = await person.ExportAsync(format);
        var words = (await session.CuesAsync()).SelectMany(c => c.Words!).ToList();

        await person.SendCaptionsAsync(before, $"?format={format}");

        Assert.Equal(before, await person.ExportAsync(format));
        Assert.Equal(words, (await session.CuesAsync()).OrderBy(c => c.Start).SelectMany(c => c.Words!));
        Assert.DoesNotContain(await session.CuesAsync(), cue => cue.Speaker is null);
    }

    [Fact]
    public async Task Form_with_a_file_says_its_format_by_its_name_and_what_was_left_out_is_told()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        using var form = new MultipartFormDataContent
        {
            {
                new ByteArrayContent(
                    "1\n00:00:01,000 --> 00:00:02,000\nfrom a form\n\n2\n00:00:05,000 --> 00:00:04,000\nbackwards\n"u8.ToArray()),
                "file",
                "talk.SRT"
            },
        };

        using var response = await server.Http.PostAsync($"/api/sessions/{session.Id}/captions", form);
        var result = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());

        Assert.Equal(1, result.GetProperty("added").GetInt32());
        Assert.Equal(1, result.GetProperty("faults").GetArrayLength());
        Assert.Equal("from a form", await session.TextAsync());
    }

    [Fact]
    public async Task File_that_is_too_large_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        var content = new ByteArrayContent(new byte[(16 * 1024 * 1024) + 1]);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/vtt");

        using var response = await server.Http.PostAsync($"/api/sessions/{session.Id}/captions", content);

        await Answers.AssertProblemAsync(response, 413, "file_too_large");
    }

    [Theory]
    [InlineData(51, 1, 0, "More than 50 cues are shown at once at 0.05 s; correct their times.")]
    [InlineData(201, 201, 1, "The file names more than 200 speakers that the session does not have yet; correct the names.")]
    public async Task File_with_more_than_anybody_could_tell_apart_is_refused_whole(int cues, int names, int hasTurns, string message)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        var lines = Enumerable.Range(0, cues)
            .Select(i => $"00:00.{i:000} --> 00:{(hasTurns == 1 ? $"00.{i + 1:000}" : "09.000")}\n<v Name {i % names}>x</v>\n\n");
        using var content = new StringContent($"WEBVTT\n\n{string.Concat(lines)}");

        using var response = await server.Http.PostAsync($"/api/sessions/{session.Id}/captions?format=vtt", content);

        var problem = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
        Assert.Equal(("captions_invalid", message), (problem.GetProperty("code").GetString(), problem.GetProperty("detail").GetString()));
        Assert.Empty(await session.CuesAsync());
    }

    [Fact]
    public async Task Session_has_so_many_finals_and_no_more_deleted_ones_too()
    {
        await using var server = await TestServer.StartAsync(settings: ("Sessions:MaxFinals", "3"));
        var session = await server.CreateSessionAsync();
        var person = new Corrector(session);
        await person.SendCaptionsAsync(Corrected, "?format=vtt");
        await person.SendCaptionsAsync("WEBVTT\n\n00:50.000 --> 00:51.000\nlater\n", "?format=vtt");

        await person.PostCaptionsAsync("WEBVTT\n\n00:55.000 --> 00:56.000\neven later\n", "?format=vtt").RefusesAsync(409, "session_full");

        Assert.Equal("later", Assert.Single(await session.CuesAsync()).Text);
    }

    [Fact]
    public async Task Session_that_is_not_there_takes_none()
    {
        await using var server = await TestServer.StartAsync();
        using var content = new StringContent(Corrected);

        using var response = await server.Http.PostAsync("/api/sessions/nothere/captions?format=vtt", content);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
