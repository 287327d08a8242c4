using System.Net;
using System.Net.Http.Headers;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Access;

public sealed class KeyTests
{
    [Fact]
    public async Task First_key_closes_the_server_to_those_without_one()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        var issuer = server.Services.GetRequiredService<KeyIssuer>();
        var (admin, view) = (await issuer.CreateAsync(KeyScope.Admin, expiresAt: null),
            await issuer.CreateAsync(KeyScope.View, expiresAt: null));
        var expired = await issuer.CreateAsync(KeyScope.Admin, DateTimeOffset.UnixEpoch);

        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(server, "/api/sessions", key: null));
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(server, "/api/sessions", view));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(server, "/api/sessions", expired));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(server, "/api/sessions", admin));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(server, $"/api/sessions/{session.Id}", key: null));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(server, $"/api/sessions/{session.Id}", view));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(server, $"/api/sessions/{session.Id}/cues?access_token={view}", key: null));

        await using var publisher = await session.PublishAsync();
        Assert.Equal(0, publisher.Received);
    }

    [Fact]
    public async Task Public_session_is_watched_without_a_key()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync(new { @public = true });
        var hidden = await server.CreateSessionAsync();
        var key = await server.Services.GetRequiredService<KeyIssuer>().CreateAsync(KeyScope.View, expiresAt: null);

        Assert.Equal(HttpStatusCode.OK, await GetAsync(server, $"/api/sessions/{session.Id}/captions.vtt", key: null));
        await using var stranger = await HubClient.ConnectAsync(server, messagePack: false);
        await stranger.WatchAsync(session.Id);
        await Assert.ThrowsAsync<Microsoft.AspNetCore.SignalR.HubException>(() => stranger.WatchAsync(hidden.Id));
        await using var viewer = await HubClient.ConnectAsync(server, messagePack: false, token: key);
        await viewer.WatchAsync(hidden.Id);
    }

    private static async Task<HttpStatusCode> GetAsync(TestServer server, string path, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        using var response = await server.Http.SendAsync(request);
        return response.StatusCode;
    }
}
