using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Access;

public sealed class TokenTests
{
    [Fact]
    public async Task Who_makes_a_session_with_a_publish_key_manages_it_and_no_other()
    {
        await using var server = await TestServer.StartAsync();
        var key = await server.Services.GetRequiredService<KeyIssuer>().CreateAsync(KeyScope.Publish, expiresAt: null);
        var (mine, other) = (await CreateAsync(server, key), await CreateAsync(server, key));
        var token = mine.GetProperty("editToken").GetString();
        var (id, otherId) = (mine.GetProperty("id").GetString(), other.GetProperty("id").GetString());

        Assert.Equal(HttpStatusCode.OK, await SendAsync(server, HttpMethod.Get, $"/api/sessions/{id}", token));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(server, HttpMethod.Patch, $"/api/sessions/{id}", token, new { title = "Renamed" }));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(server, HttpMethod.Get, $"/api/sessions/{otherId}", token));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(server, HttpMethod.Get, $"/api/sessions/{id}", key));
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(server, HttpMethod.Delete, $"/api/sessions/{id}", token));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(server, HttpMethod.Get, $"/api/sessions/{id}", token));
    }

    [Fact]
    public async Task Publish_token_publishes_by_websocket_and_whip_and_watches_nothing()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await server.Services.GetRequiredService<KeyIssuer>().CreateAsync(KeyScope.Admin, expiresAt: null);
        var token = await TokenAsync(session, "publish", "1h");

        await using (var publisher = await TestPublisher.ConnectAsync(server, session.Id, token))
        {
            Assert.Equal(0, publisher.Received);
        }

        await server.SendAsync(
            HttpMethod.Post, $"/whip/{session.Id}", await TokenAsync(session, "view", "1h"), WhipRequests.Offer, WhipRequests.OfferType)
            .RefusesAsync(403, "key_wrong");
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(server, HttpMethod.Get, $"/api/sessions/{session.Id}", token));
    }

    [Theory]
    [InlineData("admin", "1h", "scope_invalid")]
    [InlineData("view,edit", "1h", "scope_invalid")]
    [InlineData("8", "1h", "scope_invalid")]
    [InlineData("view", "32d", "expires_invalid")]
    [InlineData("view", "2000-01-01T00:00:00Z", "expires_invalid")]
    [InlineData("view", "soon", "expires_invalid")]
    public async Task Token_of_another_kind_is_refused(string scope, string expires, string code)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();

        using var response = await server.Http.PostAsJsonAsync($"/api/sessions/{session.Id}/tokens", new { scope, expires });

        await Answers.AssertProblemAsync(response, 400, code);
    }

    [Fact]
    public async Task Token_lasts_as_long_as_was_asked_for()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        var until = TimeProvider.System.GetUtcNow().AddMinutes(5);

        using var response = await server.Http.PostAsJsonAsync(
            $"/api/sessions/{session.Id}/tokens", new { scope = "view", expires = until.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'") });
        var token = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.InRange(until - token.GetProperty("expires").GetDateTimeOffset(), TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Scope_of_a_session_alone_is_none_of_an_api_key()
    {
        Assert.False(ApiKey.TryParseScopes("edit", ApiKey.KeyScopes, out _));
        Assert.False(ApiKey.TryParseScopes("4", ApiKey.KeyScopes, out _));
        Assert.True(ApiKey.TryParseScopes("view, publish", ApiKey.KeyScopes, out var scopes));
        Assert.Equal(KeyScope.View | KeyScope.Publish, scopes);
    }

    private static async Task<JsonElement> CreateAsync(TestServer server, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/sessions");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var response = await server.Http.SendAsync(request);
        return await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<string> TokenAsync(TestSession session, string scope, string expires)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/sessions/{session.Id}/tokens")
        {
            Content = JsonContent.Create(new { scope, expires })
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", session.Created.GetProperty("editToken").GetString());
        using var response = await session.Server.Http.SendAsync(request);
        return (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
    }

    private static async Task<HttpStatusCode> SendAsync(TestServer server, HttpMethod method, string path, string? key, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        using var response = await server.Http.SendAsync(request);
        return response.StatusCode;
    }
}
