using System.Net;
using System.Text;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Access;

/// <summary>
/// A server without keys, on loopback: open to this machine's own pages and programs, and to nobody that comes through them.
/// </summary>
public sealed class OpenModeTests
{
    [Theory]
    [InlineData("attacker.example")]
    [InlineData("attacker.example:5080")]
    [InlineData("127.0.0.1.attacker.example")]
    [InlineData("192.168.1.7")]
    [InlineData("localhost.attacker.example")]
    public async Task Other_host_name_needs_a_key_at_every_door(string host) => await AssertClosedAsync(("Host", host));

    [Theory]
    [InlineData("https://attacker.example")]
    [InlineData("http://localhost:1")]
    [InlineData("null")]
    public async Task Page_of_another_origin_needs_a_key_at_every_door(string origin) => await AssertClosedAsync(("Origin", origin));

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("X-Real-IP", "203.0.113.7")]
    [InlineData("Via", "1.1 proxy")]
    public async Task Request_through_others_needs_a_key_at_every_door(string header, string value) =>
        await AssertClosedAsync((header, value));

    [Fact]
    public async Task Request_of_http_1_0_needs_a_key()
    {
        await using var server = await TestServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/sessions")
        {
            Version = HttpVersion.Version10,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact
        };

        using var response = await server.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("Host", "localhost")]
    [InlineData("Host", "[::1]")]
    [InlineData("Host", "127.0.0.5")]
    [InlineData("Host", "captions.home.arpa")]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Sec-Fetch-Site", "none")]
    [InlineData("Authorization", "Bearer whatever-a-library-sends")]
    public async Task Own_page_or_program_needs_none(string header, string value)
    {
        await using var server = await TestServer.StartAsync(settings: ("Access:Hosts", "captions.home.arpa, other.home.arpa"));
        var port = server.Address.Port;

        Assert.Equal(HttpStatusCode.OK, await GetAsync(server, "/api/sessions", (header, header == "Host" ? $"{value}:{port}" : value)));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(server, "/api/sessions", ("Origin", $"http://127.0.0.1:{port}")));
    }

    [Fact]
    public async Task Page_of_another_site_watches_nothing_over_the_hub_and_a_public_session_all_the_same()
    {
        await using var server = await TestServer.StartAsync();
        var (hidden, open) = (await server.CreateSessionAsync(), await server.CreateSessionAsync(new { @public = true }));
        await using var foreign = await HubClient.ConnectAsync(
            server, messagePack: false, headers: [("Origin", "https://attacker.example")]);

        await Assert.ThrowsAsync<Microsoft.AspNetCore.SignalR.HubException>(() => foreign.WatchAsync(hidden.Id));
        await foreign.WatchAsync(open.Id);
    }

    [Fact]
    public async Task Proxy_that_is_configured_is_believed_and_opens_nothing()
    {
        await using var server = await TestServer.StartAsync(settings: ("Access:Proxies", "127.0.0.0/8, ::1"));
        (string, string)[] forwarded =
        [
            ("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "captions.example")
        ];
        var key = await server.Services.GetRequiredService<KeyIssuer>().CreateAsync(KeyScope.Publish, expiresAt: null);

        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(server, "/api/sessions", forwarded));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/sessions") { Headers = { { "Authorization", $"Bearer {key}" } } };
        Array.ForEach(forwarded, header => request.Headers.Add(header.Item1, header.Item2));
        using var response = await server.Http.SendAsync(request);

        Assert.Contains(
            "\"watch\":\"https://captions.example/watch/", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Proxy_that_is_not_configured_is_not_believed()
    {
        await using var server = await TestServer.StartAsync();
        var key = await server.Services.GetRequiredService<KeyIssuer>().CreateAsync(KeyScope.Publish, expiresAt: null);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/sessions")
        {
            Headers =
            {
                { "Authorization", $"Bearer {key}" }, { "X-Forwarded-Host", "attacker.example" }, { "X-Forwarded-Proto", "https" }
            },
        };

        using var response = await server.Http.SendAsync(request);

        Assert.DoesNotContain("attacker.example", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Proxy_that_is_no_address_keeps_the_server_from_starting()
    {
        var fault = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(
            () => TestServer.StartAsync(settings: ("Access:Proxies", "nginx")));

        Assert.Contains("'nginx' is neither an IP address nor a network", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/openapi/v1.json")]
    public async Task Monitoring_needs_a_key_where_others_reach_the_server(string path)
    {
        await using var server = await TestServer.StartAsync(settings: ("Urls", "http://0.0.0.0:0"));
        var key = await server.Services.GetRequiredService<KeyIssuer>().CreateAsync(KeyScope.View, expiresAt: null);

        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(server, path));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(server, path, ("Authorization", "Bearer wrong")));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(server, path, ("Authorization", $"Bearer {key}")));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(server, "/health/live"));
    }

    /// <summary>Closed to this request, while the same without the header comes in.</summary>
    private static async Task AssertClosedAsync((string, string) header)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        foreach (var (door, _) in Doors.Of(server).Where(door => door.Decision != "open"))
        {
            using var request = new HttpRequestMessage(new HttpMethod(door.Split(' ')[0]), Doors.PathOf(door.Split(' ')[1], session.Id));
            request.Headers.TryAddWithoutValidation(header.Item1, header.Item2);
            request.Content = request.Method == HttpMethod.Post ? new StringContent("{}", Encoding.UTF8, "application/json") : null;
            using var response = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

            Assert.Equal((door, HttpStatusCode.Unauthorized), (door, response.StatusCode));
        }

        Assert.Equal("created", await session.StateAsync());
    }

    private static async Task<HttpStatusCode> GetAsync(TestServer server, string path, params (string, string)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        Array.ForEach(headers, header => request.Headers.TryAddWithoutValidation(header.Item1, header.Item2));
        using var response = await server.Http.SendAsync(request);
        return response.StatusCode;
    }
}
