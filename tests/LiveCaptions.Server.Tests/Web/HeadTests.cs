using LiveCaptions.Server.Access;
using LiveCaptions.Server.Tests.Access;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Web;

/// <summary>
/// <c>HEAD</c> wherever there is <c>GET</c>. The list of endpoints is the server's own: a new one is asked without being told of.
/// </summary>
public sealed class HeadTests
{
    // A HEAD need not say how long what it does not send would be (RFC 9110 §9.3.2), and sends it in no pieces.
    private static readonly string[] OfTheBody = ["Date", "Transfer-Encoding"];

    [Fact]
    public async Task Head_answers_as_get_does_without_a_body()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.PublishedAsync(new { }, FakeSpeech.Say(1, 2));
        var wrong = new List<string>();
        foreach (var path in Paths(server))
        {
            foreach (var value in path.Contains("{format}", StringComparison.Ordinal)
                ? (string[])["vtt", "srt", "txt", "json", "rttm", "none"]
                : ["0"])
            {
                var address = Routes.Fill(path, session.Id, value);
                var (got, head) = (await AskAsync(server, "GET", address), await AskAsync(server, "HEAD", address));
                wrong.AddRange(got.Status == 405 ? [$"GET {address}: 405"] : []);
                wrong.AddRange((got.Status, Headers(got), "") == (head.Status, Headers(head), head.Body)
                    ? []
                    : [$"{address}: GET {got.Status} {Headers(got)}; HEAD {head.Status} {Headers(head)} {head.Body}"]);
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("vtt", "text/vtt")]
    [InlineData("json", "application/json")]
    public async Task Head_of_captions_tells_their_type_and_length(string format, string type)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.PublishedAsync(new { }, FakeSpeech.Say(1, 2));
        var address = $"/api/sessions/{session.Id}/captions.{format}";
        var (got, head) = (await AskAsync(server, "GET", address), await AskAsync(server, "HEAD", address));

        Assert.StartsWith(type, head.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Equal($"{got.Body.Length}", head.Header("Content-Length"));
    }

    [Fact]
    public async Task Head_of_a_live_session_s_events_ends()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync();

        var head = await AskAsync(server, "HEAD", $"/api/sessions/{session.Id}/events");

        Assert.Equal((200, "text/event-stream"), (head.Status, head.Header("Content-Type")));
        Assert.Equal(0, server.Services.GetRequiredService<LiveCaptions.Server.Feed.CueBroadcaster>().Viewers);
    }

    [Fact]
    public async Task Head_lets_in_who_may_get_and_nobody_else()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.PublishedAsync(new { }, FakeSpeech.Say(1));
        var admin = await server.Services.GetRequiredService<KeyIssuer>().CreateAsync(KeyScope.Admin, expiresAt: null);
        var publish = await server.Services.GetRequiredService<KeyIssuer>().CreateAsync(KeyScope.Publish, expiresAt: null);
        foreach (var (door, decision) in Doors.Of(server)
            .Where(door => door.Decision is "view" or "admin" && door.Name.StartsWith("GET ", StringComparison.Ordinal)))
        {
            var address = Doors.PathOf(door.Split(' ')[1], session.Id);
            int[] statuses = [(await AskAsync(server, "HEAD", address)).Status, (await AskAsync(server, "HEAD", address, publish)).Status];
            Assert.Equal((door, 401, 403), (door, statuses[0], statuses[1]));
            Assert.True((await AskAsync(server, "HEAD", address, admin)).Status is 200 or 400 or 404, $"{door} {decision}");
        }
    }

    [Fact]
    public async Task Head_counts_as_a_request_like_any_other()
    {
        await using var server = await Limits.LimitedServer.StartAsync(("RequestsPerMinute", "3"));
        var statuses = new List<int>();
        for (var i = 0; i < 5; i++)
        {
            statuses.Add((await AskAsync(server, "HEAD", "/health/live")).Status);
        }

        Assert.Equal([200, 200, 200, 429, 429], statuses);
    }

    /// <summary>A head of what talks would take it from who has it.</summary>
    [Theory]
    [InlineData("/hubs/captions?id=x")]
    [InlineData("/hubs/captions/negotiate")]
    [InlineData("/ws/ingest/none")]
    public async Task There_is_no_head_of_a_channel(string path)
    {
        await using var server = await TestServer.StartAsync();
        Assert.InRange((await AskAsync(server, "HEAD", path)).Status, 400, 499);
    }

    private static IEnumerable<string> Paths(TestServer server) =>
        Routes.Of(server).Where(route => route.Method == "GET" && !route.Path.StartsWith("/hubs", StringComparison.Ordinal))
            .Select(route => route.Path);

    private static Task<RawAnswer> AskAsync(TestServer server, string method, string path, string? key = null) =>
        RawAnswer.ToAsync(
            server.Address, $"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{(key is null ? "" : $"Authorization: Bearer {key}\r\n")}");

    private static string Headers(RawAnswer answer) => string.Join(
        '|', answer.Headers.Where(header => !OfTheBody.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
            .Select(header => $"{header.Key}: {header.Value}").Order(StringComparer.OrdinalIgnoreCase));
}
