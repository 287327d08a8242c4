using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Ingest;

/// <summary>What a page of another origin may do, and see.</summary>
public sealed class WhipCorsTests
{
    private static readonly (string Name, string Value) Origin = ("Origin", "https://elsewhere.example");

    [Fact]
    public async Task Options_tell_what_is_taken()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();

        using var endpoint = await server.SendAsync(HttpMethod.Options, $"/whip/{session.Id}", key: null);
        using var resource = await server.SendAsync(HttpMethod.Options, $"/whip/{session.Id}/name", key: null);

        Assert.Equal(204, (int)endpoint.StatusCode);
        Assert.Equal("application/sdp", endpoint.Headers.GetValues("Accept-Post").Single());
        Assert.Equal(204, (int)resource.StatusCode);
        Assert.Equal("application/trickle-ice-sdpfrag", resource.Headers.GetValues("Accept-Patch").Single());
    }

    [Theory]
    [InlineData("", "POST", "authorization,content-type")]
    [InlineData("/name", "PATCH", "authorization,content-type,if-match")]
    [InlineData("/name", "DELETE", "authorization")]
    public async Task Preflight_lets_every_origin_do_all_that_whip_has(string resource, string method, string headers)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();

        using var response = await server.SendAsync(
            HttpMethod.Options, $"/whip/{session.Id}{resource}", key: null,
            headers: [Origin, ("Access-Control-Request-Method", method), ("Access-Control-Request-Headers", headers)]);

        Assert.Equal(204, (int)response.StatusCode);
        Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains(method, Values(response, "Access-Control-Allow-Methods"));
        Assert.All(headers.Split(','), header =>
            Assert.Contains(header, Values(response, "Access-Control-Allow-Headers"), StringComparer.OrdinalIgnoreCase));
        Assert.False(response.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task Page_sees_what_it_needs_of_the_answer_and_of_a_refusal()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        var path = $"/whip/{session.Id}";

        using var created = await server.SendAsync(HttpMethod.Post, path, session.Key, WhipRequests.Offer, WhipRequests.OfferType, Origin);
        using var refused = await server.SendAsync(HttpMethod.Post, path, "wrong", WhipRequests.Offer, WhipRequests.OfferType, Origin);

        Assert.Equal(201, (int)created.StatusCode);
        Assert.Contains("Location", Values(created, "Access-Control-Expose-Headers"));
        Assert.Contains("ETag", Values(created, "Access-Control-Expose-Headers"));
        Assert.Equal("*", created.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal(403, (int)refused.StatusCode);
        Assert.Equal("*", refused.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Fact]
    public async Task Rest_of_the_server_stays_closed_to_other_origins()
    {
        await using var server = await TestServer.StartAsync();
        using var response = await server.SendAsync(HttpMethod.Get, "/api/sessions", key: null, headers: Origin);
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    private static List<string> Values(HttpResponseMessage response, string header) =>
        [.. response.Headers.GetValues(header).SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries))];
}
