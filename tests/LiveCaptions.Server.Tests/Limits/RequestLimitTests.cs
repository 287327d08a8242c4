using System.Net.Http.Json;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Feed;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Limits;

public sealed class RequestLimitTests
{
    [Fact]
    public async Task More_viewers_of_one_address_than_may_are_refused_until_one_leaves()
    {
        await using var server = await LimitedServer.StartAsync(("WatchesPerAddress", "2"));
        var session = await server.CreateSessionAsync();
        await using var first = await EventViewer.ConnectAsync(server, session.Id);
        await using (await HubClient.ConnectAsync(server, messagePack: false))
        {
            await WatchAsync(server, session.Id).IsTooManyAsync();
            await Assert.ThrowsAnyAsync<Exception>(() => HubClient.ConnectAsync(server, messagePack: false));
        }

        await server.UntilAsync(async () =>
        {
            using var response = await WatchAsync(server, session.Id);
            return response.IsSuccessStatusCode;
        });
    }

    [Fact]
    public async Task More_viewers_in_all_than_may_are_refused_even_of_this_machine()
    {
        await using var server = await TestServer.StartAsync(settings: ("Limits:Watches", "1"));
        var session = await server.CreateSessionAsync();
        await using var first = await EventViewer.ConnectAsync(server, session.Id);

        await WatchAsync(server, session.Id).IsTooManyAsync();
    }

    [Fact]
    public async Task Beginning_to_watch_again_and_again_is_refused_by_either_way()
    {
        await using var server = await LimitedServer.StartAsync(("WatchesPerAddress", "2"), ("WatchStartsPerMinute", "1"));
        var session = await server.CreateSessionAsync();
        await using var hub = await HubClient.ConnectAsync(server, messagePack: false);
        await hub.WatchAsync(session.Id);
        await using (await EventViewer.ConnectAsync(server, session.Id))
        {
        }

        await server.UntilAsync(async () => !(await RefusalAsync(server, session.Id)).Contains("or in all", StringComparison.Ordinal));
        Assert.Contains("begun to watch as often", await RefusalAsync(server, session.Id), StringComparison.Ordinal);
        await Assert.ThrowsAsync<Microsoft.AspNetCore.SignalR.HubException>(() => hub.WatchAsync(session.Id));

        static async Task<string> RefusalAsync(TestServer server, string id)
        {
            using var response = await WatchAsync(server, id);
            return await response.Content.ReadAsStringAsync();
        }
    }

    [Fact]
    public async Task Limit_of_one_kind_leaves_the_others_alone()
    {
        await using var server = await LimitedServer.StartAsync(("WatchesPerAddress", "1"));
        var session = await server.CreateSessionAsync();
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);
        await WatchAsync(server, session.Id).IsTooManyAsync();

        await using var publisher = await session.PublishAsync();
        Assert.Equal("live", await session.StateAsync());
    }

    [Fact]
    public async Task More_sessions_within_a_minute_than_may_are_refused()
    {
        await using var server = await LimitedServer.StartAsync(("CreationsPerMinute", "2"));
        await server.CreateSessionAsync();
        await server.CreateSessionAsync();

        await server.Http.PostAsJsonAsync("/api/sessions", new { }).IsTooManyAsync();
    }

    [Fact]
    public async Task More_offers_within_a_minute_than_may_are_refused_by_either_door()
    {
        await using var server = await LimitedServer.StartAsync(("OffersPerMinute", "2"));
        var session = await server.CreateSessionAsync();
        await session.PostWhipAsync("nonsense").RefusesAsync(400, "sdp_malformed");
        await using var publisher = await session.PublishAsync();

        await session.PostWhipAsync().IsTooManyAsync();
        Assert.Equal(429, (await Assert.ThrowsAsync<RefusedException>(() => session.PublishAsync())).Status);
    }

    [Fact]
    public async Task More_requests_than_may_are_refused_whatever_they_ask_for()
    {
        await using var server = await LimitedServer.StartAsync(("RequestsPerMinute", "3"));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(404, await server.Http.GetAsync("/api/sessions/nothere").StatusAsync());
        }

        await server.Http.GetAsync("/api/sessions/nothere").IsTooManyAsync();
    }

    [Fact]
    public async Task More_uploads_at_once_than_may_are_refused_and_one_that_drips_is_cut_off()
    {
        await using var server = await LimitedServer.StartAsync(("ImportsPerAddress", "1"), ("StallSeconds", "1.5"));
        using var drip = await server.DialAsync($"POST /api/sessions/import HTTP/1.1\nHost: {server.Address.Authority}\n"
            + "Content-Type: multipart/form-data; boundary=b\nContent-Length: 1000000\n\n--b\n"
            + "Content-Disposition: form-data; name=\"file\"; filename=\"a\"\n\n");
        await server.UntilAsync(() => Task.FromResult(Directory.EnumerateFiles(Path.Combine(server.Data, "imports")).Any()));
        await server.Http.PostAsJsonAsync("/api/sessions/import", new { }).IsTooManyAsync();

        await drip.UntilClosedAsync();
        await server.UntilAsync(async () => await server.Http.PostAsJsonAsync("/api/sessions/import", new { }).StatusAsync() == 400);
    }

    [Fact]
    public async Task Who_tries_keys_is_not_listened_to_for_a_while_and_those_whose_key_was_right_before_are()
    {
        await using var server = await LimitedServer.StartAsync(("WrongKeysPerMinute", "3"));
        var issuer = server.Services.GetRequiredService<KeyIssuer>();
        var (known, late) = (await issuer.CreateAsync(KeyScope.Admin, expiresAt: null),
            await issuer.CreateAsync(KeyScope.Admin, expiresAt: null));
        Assert.Equal(200, await server.SendAsync(HttpMethod.Get, "/api/sessions", known).StatusAsync());
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(401, await server.SendAsync(HttpMethod.Get, "/api/sessions", $"guess{i}").StatusAsync());
        }

        await server.SendAsync(HttpMethod.Get, "/api/sessions", "guess4").IsTooManyAsync();
        await server.SendAsync(HttpMethod.Get, "/api/sessions", late).IsTooManyAsync();
        Assert.Equal(200, await server.SendAsync(HttpMethod.Get, "/api/sessions", known).StatusAsync());
        Assert.Equal(200, await server.Http.GetAsync("/health/live").StatusAsync());
    }

    [Fact]
    public async Task Stream_keys_are_not_guessed_at_either()
    {
        await using var server = await LimitedServer.StartAsync(("WrongKeysPerMinute", "2"));
        var session = await server.CreateSessionAsync();
        await server.SendAsync(HttpMethod.Post, $"/whip/{session.Id}", "guess", WhipRequests.Offer, WhipRequests.OfferType)
            .RefusesAsync(403, "key_wrong");
        Assert.Equal(
            403, (await Assert.ThrowsAsync<RefusedException>(() => TestPublisher.ConnectAsync(server, session.Id, "guess"))).Status);

        await server.SendAsync(HttpMethod.Post, $"/whip/{session.Id}", "guess", WhipRequests.Offer, WhipRequests.OfferType)
            .IsTooManyAsync();
    }

    [Fact]
    public async Task One_connection_that_watches_again_and_again_is_told_to_wait()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var viewer = await HubClient.ConnectAsync(server, messagePack: false);

        var refusal = await Assert.ThrowsAsync<Microsoft.AspNetCore.SignalR.HubException>(async () =>
        {
            for (var i = 0; i < 300; i++)
            {
                await viewer.WatchAsync(session.Id);
            }
        });

        Assert.Contains("too short a time", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, server.Services.GetRequiredService<CueBroadcaster>().Viewers);
    }

    private static Task<HttpResponseMessage> WatchAsync(TestServer server, string id) =>
        server.Http.GetAsync($"/api/sessions/{id}/events", HttpCompletionOption.ResponseHeadersRead);
}
