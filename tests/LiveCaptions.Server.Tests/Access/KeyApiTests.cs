using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveCaptions.Server.Tests.Access;

/// <summary><c>/api/keys</c>.</summary>
public sealed class KeyApiTests
{
    [Fact]
    public async Task Key_is_made_told_once_listed_and_revoked()
    {
        using var log = new LogCapture();
        await using var server = await TestServer.StartAsync(configure: builder => builder.Logging.AddProvider(log));
        var admin = await MakeAsync(server, null, new { scope = "admin", name = " Own\u202Eer " });
        var key = SecretOf(admin);
        var view = await MakeAsync(server, key, new { scope = "view,publish", expires = "30d", name = "Hall" });

        Assert.Equal(("publish,view", "Hall", IdOf(admin)), (Text(view, "scope"), Text(view, "name"), Text(view, "madeBy")));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(server, HttpMethod.Get, "/api/engines", SecretOf(view))).StatusCode);
        var listed = await ListAsync(server, key);
        Assert.Equal([IdOf(view), IdOf(admin)], listed.Select(IdOf));
        Assert.Equal(("Owner", true), (Text(listed[1], "name"), listed[1].GetProperty("yours").GetBoolean()));
        Assert.DoesNotContain(listed, one => one.TryGetProperty("key", out _));

        var path = $"/api/keys/{IdOf(view)}";
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(server, HttpMethod.Delete, path, key)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(server, HttpMethod.Delete, path, key)).StatusCode);
        Assert.True((await ListAsync(server, key))[0].TryGetProperty("revokedAt", out _));
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(server, HttpMethod.Get, "/api/engines", SecretOf(view))).StatusCode);
        await Answers.AssertProblemAsync(await SendAsync(server, HttpMethod.Delete, "/api/keys/none", key), 404, "key_not_found");
        Assert.Contains(log.Lines, line => line.Contains($"Key {IdOf(view)} made", StringComparison.Ordinal));
        Assert.DoesNotContain(
            log.Lines, line => line.Contains(key, StringComparison.Ordinal) || line.Contains(SecretOf(view), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Key_lasts_no_longer_than_the_one_that_makes_it()
    {
        await using var server = await TestServer.StartAsync();
        var issuer = server.Services.GetRequiredService<KeyIssuer>();
        var until = TimeProvider.System.GetUtcNow().AddHours(2);
        var key = await issuer.CreateAsync(KeyScope.Admin, until);

        var made = await MakeAsync(server, key, new { scope = "admin" });
        Assert.Equal(until.ToUnixTimeMilliseconds(), made.GetProperty("expires").GetDateTimeOffset().ToUnixTimeMilliseconds());
        foreach (var body in (object[])[new { scope = "view", expires = "3h" }, new { scope = "view", expires = "soon" }])
        {
            await Answers.AssertProblemAsync(await SendAsync(server, HttpMethod.Post, "/api/keys", key, body), 400, "expires_invalid");
        }
    }

    [Theory]
    [InlineData("edit", "", "scope_invalid", 400)]
    [InlineData("", "", "scope_invalid", 400)]
    [InlineData("admin", "A name of more than sixty characters is more than anybody reads", "name_invalid", 400)]
    [InlineData("view", "", "first_key_not_admin", 409)]
    public async Task What_would_be_no_use_is_refused(string scope, string name, string code, int status)
    {
        await using var server = await TestServer.StartAsync();

        using var response = await server.Http.PostAsJsonAsync("/api/keys", new { scope, name });

        await Answers.AssertProblemAsync(response, status, code);
        Assert.Equal(HttpStatusCode.OK, (await server.Http.GetAsync("/api/keys")).StatusCode);
    }

    [Fact]
    public async Task Last_key_that_opens_everything_stays()
    {
        await using var server = await TestServer.StartAsync();
        var issuer = server.Services.GetRequiredService<KeyIssuer>();
        await issuer.CreateAsync(KeyScope.Admin, DateTimeOffset.UnixEpoch);
        var first = await issuer.CreateAsync(new NewKey(KeyScope.Admin));
        await issuer.CreateAsync(KeyScope.View, expiresAt: null);

        await Answers.AssertProblemAsync(
            await SendAsync(server, HttpMethod.Delete, $"/api/keys/{first.Row.Id}", first.Key), 409, "last_admin_key");
        var second = await MakeAsync(server, first.Key, new { scope = "admin" });
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await SendAsync(server, HttpMethod.Delete, $"/api/keys/{first.Row.Id}", SecretOf(second))).StatusCode);
    }

    private static string? Text(JsonElement key, string name) => key.GetProperty(name).GetString();

    private static string IdOf(JsonElement key) => Text(key, "id")!;

    private static string SecretOf(JsonElement key) => Text(key, "key")!;

    private static async Task<List<JsonElement>> ListAsync(TestServer server, string key)
    {
        using var response = await SendAsync(server, HttpMethod.Get, "/api/keys", key);
        return [.. (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).EnumerateArray()];
    }

    private static async Task<JsonElement> MakeAsync(TestServer server, string? key, object body)
    {
        using var response = await SendAsync(server, HttpMethod.Post, "/api/keys", key, body);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static Task<HttpResponseMessage> SendAsync(TestServer server, HttpMethod method, string path, string? key, object? body = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return server.Http.SendAsync(request);
    }
}
