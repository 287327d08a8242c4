using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Api;

/// <summary><c>/api/sessions/{id}/marks</c>.</summary>
public sealed class MarkTests
{
    [Fact]
    public async Task Mark_lies_where_the_sound_is_and_viewers_are_told()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync(new short[48_000]);
        await session.RecordedAsync(3);
        await using var viewer = await HubClient.ConnectAsync(server, messagePack: false);
        await viewer.WatchAsync(session.Id);

        var mark = await AddAsync(session, new { text = " Question \u202E 1\n" });

        Assert.Equal((3, "Question 1"), (mark.GetProperty("at").GetDouble(), mark.GetProperty("text").GetString()));
        Assert.Equal("Question 1", (await viewer.SessionAsync(view => view.Marks is not null)).Marks!.Single().Text);
        var bare = await AddAsync(session, new { });
        Assert.False(bare.TryGetProperty("text", out _));
        await publisher.CloseAsync();
        await session.UntilStateAsync("finished");
        Assert.Equal(2, (await session.ViewAsync()).GetProperty("marks").GetArrayLength());
    }

    [Fact]
    public async Task Marks_are_listed_in_order_named_and_deleted_and_go_into_notes_and_json()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.PublishedAsync(new { }, [.. new short[160_000]]);
        await session.UntilStateAsync("finished");
        var late = await AddAsync(session, new { at = 8.5 });
        await AddAsync(session, new { at = 2, text = "Start --> here" });

        using var named = await server.Http.PatchAsJsonAsync($"{PathOf(session)}/{IdOf(late)}", new { text = "End" });
        Assert.Equal("End", (await named.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("text").GetString());
        Assert.Equal(["Start --> here", "End"], await TextsAsync(session));
        var vtt = await server.Http.GetStringAsync($"/api/sessions/{session.Id}/captions.vtt?note=provenance");
        Assert.Contains("Mark: 00:00:02.000 Start → here\nMark: 00:00:08.500 End\n", vtt, StringComparison.Ordinal);
        var bare = await server.Http.GetStringAsync($"/api/sessions/{session.Id}/captions.vtt");
        Assert.DoesNotContain("Mark", bare, StringComparison.Ordinal);
        var json = await server.GetAsync($"/api/sessions/{session.Id}/captions.json");
        Assert.Equal(2, json.GetProperty("session").GetProperty("marks").GetArrayLength());

        Assert.Equal(HttpStatusCode.NoContent, (await server.Http.DeleteAsync($"{PathOf(session)}/{IdOf(late)}")).StatusCode);
        Assert.Equal(["Start --> here"], await TextsAsync(session));
        await Answers.AssertProblemAsync(await server.Http.DeleteAsync($"{PathOf(session)}/{IdOf(late)}"), 404, "mark_not_found");
        await Answers.AssertProblemAsync(
            await server.Http.PatchAsJsonAsync($"{PathOf(session)}/none", new { text = "x" }), 404, "mark_not_found");
    }

    [Fact]
    public async Task What_is_no_place_too_long_or_too_much_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.PublishedAsync(new { }, [.. new short[16_000]]);
        await session.UntilStateAsync("finished");
        foreach (var body in (object[])[new { }, new { at = -1 }, new { at = 1.5 }, new { at = 1, text = new string('x', 101) }])
        {
            await Answers.AssertProblemAsync(await server.Http.PostAsJsonAsync(PathOf(session), body), 400, "mark_invalid");
        }

        for (var i = 0; i < 200; i++)
        {
            await AddAsync(session, new { at = i / 200.0 });
        }

        await Answers.AssertProblemAsync(await server.Http.PostAsJsonAsync(PathOf(session), new { at = 0 }), 409, "too_many_marks");
    }

    private static string PathOf(TestSession session) => $"/api/sessions/{session.Id}/marks";

    private static string IdOf(JsonElement mark) => mark.GetProperty("id").GetString()!;

    private static async Task<JsonElement> AddAsync(TestSession session, object mark)
    {
        using var response = await session.Server.Http.PostAsJsonAsync(PathOf(session), mark);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<IEnumerable<string?>> TextsAsync(TestSession session) =>
        [.. (await session.Server.GetAsync(PathOf(session))).EnumerateArray().Select(mark => mark.GetProperty("text").GetString())];
}
