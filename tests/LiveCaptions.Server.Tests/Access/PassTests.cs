using System.Net;
using System.Net.Http.Headers;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Server.Tests.Access;

/// <summary><c>POST /api/sessions/{id}/pass</c>: a browser's cookie in the place of a key in addresses.</summary>
public sealed class PassTests
{
    [Fact]
    public async Task Pass_opens_sound_and_quality_of_its_session_as_long_as_its_key_holds()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.PublishedAsync(new { }, new short[16_000]);
        var other = await server.PublishedAsync(new { }, new short[16_000]);
        var issued = await server.Services.GetRequiredService<KeyIssuer>().CreateAsync(new NewKey(KeyScope.View));
        var cookie = await PassAsync(session, issued.Key);

        Assert.Contains($"; path=/api/sessions/{session.Id}; samesite=strict; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(issued.Key, cookie, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(session, "/audio", key: null, cookie));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(session, "/quality", key: null, cookie));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(session, "", key: null, cookie));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(session, "/audio/peaks", key: null, cookie));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(other, "/audio", key: null, cookie));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(session, "/audio", "lc_wrong", cookie));
        await server.Services.GetRequiredService<KeyStore>().RevokeAsync(issued.Row.Id, DateTimeOffset.UnixEpoch);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(session, "/audio", key: null, cookie));
    }

    [Fact]
    public async Task Who_needs_no_key_gets_no_cookie()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();

        using var response = await server.Http.PostAsync(new Uri($"/api/sessions/{session.Id}/pass", UriKind.Relative), content: null);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public void Pass_ends_by_itself_and_the_oldest_goes_where_there_are_too_many()
    {
        var time = new FakeTimeProvider();
        var passes = new BrowserPasses(time);
        var first = passes.Issue("key", "one");
        Assert.Equal("key", passes.FindKey(first, "one"));
        Assert.Null(passes.FindKey(first, "two"));
        time.Advance(BrowserPasses.Lasts);
        Assert.Null(passes.FindKey(first, "one"));

        var second = passes.Issue("key", "one");
        for (var i = 0; i < 9_999; i++)
        {
            passes.Issue("key", "one");
        }

        Assert.Equal("key", passes.FindKey(second, "one"));
        passes.Issue("key", "one");
        Assert.Null(passes.FindKey(second, "one"));
    }

    private static async Task<string> PassAsync(TestSession session, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/sessions/{session.Id}/pass");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var response = await session.Server.Http.SendAsync(request);
        return Assert.Single(response.EnsureSuccessStatusCode().Headers.GetValues("Set-Cookie"));
    }

    private static async Task<HttpStatusCode> StatusAsync(TestSession session, string path, string? key, string? cookie)
    {
        using var handler = new SocketsHttpHandler { UseCookies = false };
        using var client = new HttpClient(handler) { BaseAddress = session.Server.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/sessions/{session.Id}{path}");
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie.Split(';')[0]);
        }

        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }
}
