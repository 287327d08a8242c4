using System.Net;
using System.Text.Json;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Api;

/// <summary><c>/api/search</c>, and filters of the list of sessions.</summary>
public sealed class SearchApiTests
{
    [Fact]
    public async Task What_was_said_is_found_with_its_place_until_it_is_deleted_and_pages_lead_on()
    {
        var sayings = new Sayings();
        await using var server = await TestServer.StartAsync(recognizer: sayings.Recognizer());
        var zoo = await server.PublishedAsync(new { title = "<b>Zoo</b>" }, sayings.Say("the zebra sleeps"), sayings.Say("zebras run"));
        var desert = await server.PublishedAsync(new { title = "Desert" }, sayings.Say("no zebra here"));

        var first = await PageAsync(server, "/api/search?q=zebra&limit=1&state=finished");
        var found = Assert.Single(first.Items);
        Assert.Equal(desert.Id, found.GetProperty("session").GetProperty("id").GetString());
        var rest = await PageAsync(server, first.Next!);
        Assert.Equal(zoo.Id, Assert.Single(rest.Items).GetProperty("session").GetProperty("id").GetString());
        Assert.Equal(2, rest.Items[0].GetProperty("count").GetInt32());
        var hit = rest.Items[0].GetProperty("hits")[0];
        var place = hit.GetProperty("matches")[0];
        Assert.Equal("zebra", hit.GetProperty("text").GetString()!
            .Substring(place.GetProperty("start").GetInt32(), place.GetProperty("length").GetInt32()).ToLowerInvariant());
        Assert.StartsWith("c", hit.GetProperty("cueId").GetString(), StringComparison.Ordinal);
        Assert.Equal(3, (await PageAsync(server, "/api/search?q=zoo")).Items[0].GetProperty("title")[0].GetProperty("length").GetInt32());

        (await server.Http.DeleteAsync($"/api/sessions/{zoo.Id}")).Dispose();
        Assert.Equal(desert.Id, Assert.Single((await PageAsync(server, "/api/search?q=zebra")).Items)
            .GetProperty("session").GetProperty("id").GetString());
    }

    [Fact]
    public async Task Sessions_are_listed_by_state_and_date()
    {
        await using var server = await TestServer.StartAsync();
        var waiting = await server.CreateSessionAsync();
        var over = await server.CreateSessionAsync();
        (await server.Http.PostAsync($"/api/sessions/{over.Id}/finish", content: null)).Dispose();

        Assert.Equal(waiting.Id, Assert.Single((await PageAsync(server, "/api/sessions?state=created,live")).Items)
            .GetProperty("id").GetString());
        var page = await PageAsync(server, "/api/sessions?state=finished&from=2020-01-01T00:00:00Z&limit=1");
        Assert.Equal(over.Id, Assert.Single(page.Items).GetProperty("id").GetString());
        Assert.Empty((await PageAsync(server, page.Next!)).Items);
        Assert.Empty((await PageAsync(server, "/api/sessions?to=2020-01-01T00:00:00Z")).Items);
    }

    [Theory]
    [InlineData("/api/search", "query_invalid")]
    [InlineData("/api/search?q=%00", "query_invalid")]
    [InlineData("/api/search?q=a&limit=0", "limit_invalid")]
    [InlineData("/api/search?q=a&state=asleep", "state_invalid")]
    [InlineData("/api/sessions?state=1", "state_invalid")]
    [InlineData("/api/sessions?from=yesterday", "instant_invalid")]
    [InlineData("/api/search?q=a&before=nobody", "session_not_found")]
    public async Task What_cannot_be_asked_is_refused_with_a_reason(string path, string code)
    {
        await using var server = await TestServer.StartAsync(waitUntilReady: false);

        using var response = await server.Http.GetAsync(path);

        Assert.True(response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound);
        Assert.Equal(code, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString());
    }

    private static async Task<(List<JsonElement> Items, string? Next)> PageAsync(TestServer server, string path)
    {
        using var response = await server.Http.GetAsync(path);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        var items = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.EnumerateArray().ToList();
        var link = response.Headers.TryGetValues("Link", out var links) ? links.Single() : null;
        return (items, link?[1..link.IndexOf('>', StringComparison.Ordinal)]);
    }
}
