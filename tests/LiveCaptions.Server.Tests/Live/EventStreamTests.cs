using System.Net;
using System.Net.Http.Json;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Live;

public sealed class EventStreamTests
{
    [Fact]
    public async Task Reconnect_with_the_last_id_repeats_and_misses_nothing()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync();
        string? lastId;
        await using (var first = await EventViewer.ConnectAsync(server, session.Id))
        {
            await publisher.SendAsync(FakeSpeech.Say(1));
            await first.FinalsAsync(1);
            lastId = first.LastEventId;
        }

        await publisher.SendAsync([.. FakeSpeech.Say(2), .. FakeSpeech.Say(3)]);
        await using var second = await EventViewer.ConnectAsync(server, session.Id, lastId);
        await publisher.CloseAsync();
        await second.ReadToEndAsync();

        Assert.Equal(["w2", "w3"], second.Finals.Select(c => c.Text));
        Assert.Equal("finished", second.State);
    }

    [Fact]
    public async Task Whoever_has_all_of_an_ended_session_is_told_not_to_come_again()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using (var publisher = await session.PublishAsync())
        {
            await publisher.SendAsync(FakeSpeech.Say(1));
            await publisher.CloseAsync();
        }

        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);
        await viewer.ReadToEndAsync();
        Assert.Equal("w1", Assert.Single(viewer.Finals).Text);

        using var again = new HttpRequestMessage(HttpMethod.Get, $"/api/sessions/{session.Id}/events");
        again.Headers.Add("Last-Event-ID", viewer.LastEventId);
        using var response = await server.Http.SendAsync(again);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    [Fact]
    public async Task Viewer_that_does_not_read_holds_up_nobody()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync();
        await using var stuck = await EventViewer.ConnectAsync(server, session.Id);
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);

        for (var i = 0; i < 40; i++)
        {
            await publisher.SendAsync([.. Enumerable.Range(1, 20).SelectMany(w => FakeSpeech.Say(w))]);
        }

        await publisher.CloseAsync();
        await viewer.ReadToEndAsync();
        Assert.Equal(800, viewer.Finals.Count());

        await stuck.ReadToEndAsync();
        Assert.Equal(viewer.Finals.Select(c => c.Seq), stuck.Finals.Select(c => c.Seq));
    }

    /// <summary>A browser's EventSource sends no Last-Event-ID the first time.</summary>
    [Fact]
    public async Task Address_may_say_which_finals_are_here_already()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.PublishedAsync(new { }, FakeSpeech.Say(1), FakeSpeech.Say(2));
        var finals = await session.CuesAsync();

        var events = await server.Http.GetStringAsync($"/api/sessions/{session.Id}/events?after={finals[0].Seq}");

        Assert.DoesNotContain("\"w1\"", events, StringComparison.Ordinal);
        Assert.Contains("\"w2\"", events, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "events")]
    [InlineData(true, "cues")]
    [InlineData(false, "events")]
    [InlineData(false, "cues")]
    public async Task Pages_of_other_sites_read_public_sessions_and_those_they_have_a_key_for(bool isPublic, string what)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.PublishedAsync(new { @public = isPublic }, FakeSpeech.Say(1));
        using var response = await server.Http.GetAsync($"/api/sessions/{session.Id}/{what}");
        Assert.Equal(isPublic, response.Headers.Contains("Access-Control-Allow-Origin"));

        using var made = await server.Http.PostAsJsonAsync($"/api/sessions/{session.Id}/tokens", new { scope = "view" });
        var token = (await made.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).GetProperty("token").GetString();
        using var withKey = await server.Http.GetAsync($"/api/sessions/{session.Id}/{what}?access_token={token}");
        Assert.Equal("*", withKey.Headers.GetValues("Access-Control-Allow-Origin").Single());
        using var guess = await server.Http.GetAsync($"/api/sessions/{session.Id}/{what}?access_token=made-up");
        Assert.Equal(isPublic, guess.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("nothere", null, 404)]
    [InlineData(null, "x", 400)]
    public async Task Bad_request_for_events_is_a_problem(string? id, string? lastEventId, int status)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/sessions/{id ?? session.Id}/events");
        request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);

        using var response = await server.Http.SendAsync(request);

        Assert.Equal((HttpStatusCode)status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }
}
