using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Access;

/// <summary>Who may watch no longer does not go on watching.</summary>
public sealed class LeaseTests
{
    private static readonly (string, string) Soon = ("Access:RecheckSeconds", "0.1");

    [Fact]
    public async Task Revoked_key_ends_event_streams_and_hub_connections()
    {
        await using var server = await TestServer.StartAsync(settings: Soon);
        var session = await server.CreateSessionAsync();
        var issuer = server.Services.GetRequiredService<KeyIssuer>();
        var (bad, good) = (await issuer.CreateAsync(KeyScope.View, expiresAt: null),
            await issuer.CreateAsync(KeyScope.View, expiresAt: null));
        await using var stays = await EventViewer.ConnectAsync(server, session.Id, key: good);
        await using var events = await EventViewer.ConnectAsync(server, session.Id, key: bad);
        await using var hub = await HubClient.ConnectAsync(server, messagePack: false, token: bad);
        await hub.WatchAsync(session.Id);

        await RevokeFirstAsync(server);

        await events.ReadToEndAsync();
        await hub.UntilClosedAsync();
        await using var publisher = await session.PublishAsync();
        Assert.True(await stays.ReadUntilAsync(viewer => viewer.State == "live"));
    }

    [Fact]
    public async Task Key_that_expires_ends_what_was_watched_by_it()
    {
        await using var server = await TestServer.StartAsync(settings: Soon);
        var session = await server.CreateSessionAsync();
        var key = await server.Services.GetRequiredService<KeyIssuer>()
            .CreateAsync(KeyScope.View, TimeProvider.System.GetUtcNow().AddSeconds(2));
        await using var events = await EventViewer.ConnectAsync(server, session.Id, key: key);

        await events.ReadToEndAsync();
    }

    [Fact]
    public async Task Token_that_is_taken_back_ends_what_was_watched_by_it()
    {
        await using var server = await TestServer.StartAsync(settings: Soon);
        var session = await server.CreateSessionAsync();
        await server.Services.GetRequiredService<KeyIssuer>().CreateAsync(KeyScope.Admin, expiresAt: null);
        var token = await server.Services.GetRequiredService<TokenIssuer>()
            .CreateAsync(session.Id, KeyScope.View, TimeProvider.System.GetUtcNow().AddHours(1));
        await using var events = await EventViewer.ConnectAsync(server, session.Id, key: token.Token);

        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/api/sessions/{session.Id}/tokens/{token.Id}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", session.Created.GetProperty("editToken").GetString());
        using var response = await server.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        await events.ReadToEndAsync();
    }

    [Fact]
    public async Task Public_that_is_taken_back_ends_it_for_strangers_alone()
    {
        await using var server = await TestServer.StartAsync(settings: Soon);
        var session = await server.CreateSessionAsync(new { @public = true });
        var view = await server.Services.GetRequiredService<KeyIssuer>().CreateAsync(KeyScope.View, expiresAt: null);
        await using var known = await EventViewer.ConnectAsync(server, session.Id, key: view);
        await using var stranger = await EventViewer.ConnectAsync(server, session.Id);
        await using var hub = await HubClient.ConnectAsync(server, messagePack: false);
        await hub.WatchAsync(session.Id);

        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/sessions/{session.Id}")
        {
            Content = JsonContent.Create(new { @public = false })
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", session.Created.GetProperty("editToken").GetString());
        using var response = await server.Http.SendAsync(request);

        response.EnsureSuccessStatusCode();
        await stranger.ReadToEndAsync();
        await hub.UntilClosedAsync();
        await using var publisher = await session.PublishAsync();
        Assert.True(await known.ReadUntilAsync(viewer => viewer.State == "live"));
    }

    [Fact]
    public async Task First_key_ends_what_was_watched_without_one()
    {
        await using var server = await TestServer.StartAsync(settings: Soon);
        var session = await server.CreateSessionAsync();
        await using var events = await EventViewer.ConnectAsync(server, session.Id);

        await server.Services.GetRequiredService<KeyIssuer>().CreateAsync(KeyScope.Admin, expiresAt: null);

        await events.ReadToEndAsync();
    }

    private static async Task RevokeFirstAsync(TestServer server)
    {
        var store = server.Services.GetRequiredService<KeyStore>();
        await store.RevokeAsync((await store.ListAsync())[0].Id, TimeProvider.System.GetUtcNow());
    }
}
