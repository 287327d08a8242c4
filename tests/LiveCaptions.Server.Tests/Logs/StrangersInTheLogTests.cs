using System.Text;
using LiveCaptions.Server.Ingest.Rtmp;
using LiveCaptions.Server.Tests.Harness;
using LiveCaptions.Server.Tests.Limits;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Logs;

/// <summary>What those may write into the log whom nobody knows.</summary>
public sealed class StrangersInTheLogTests
{
    private const string Hostile = "x\r\n12:00:00 fail: Forged[0] \u001b[2J\u202e";

    [Fact]
    public async Task Refused_watches_are_few_short_lines_without_a_stack()
    {
        var log = new WrittenLog();
        await using var server = await TestServer.StartAsync(configure: builder => log.Replace(builder.Logging));
        var before = log.Text.Length;
        for (var i = 0; i < 5; i++)
        {
            await using var viewer = await HubClient.ConnectAsync(server, messagePack: false);
            for (var j = 0; j < 50; j++)
            {
                await Assert.ThrowsAsync<HubException>(() => viewer.WatchAsync(Hostile + new string('x', 8_000)));
            }
        }

        var written = log.Text[before..];
        Assert.InRange(written.Length, 1, 250 * 200);
        Assert.DoesNotContain("   at ", written, StringComparison.Ordinal);
        Assert.DoesNotContain(written, letter => (char.IsControl(letter) && letter != '\n') || letter == '\u202e');
        Assert.DoesNotContain(log.Lines, line => line.StartsWith("12:00:00 fail: Forged", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Malformed_request_to_any_door_is_a_line_at_most()
    {
        var log = new WrittenLog();
        await using var server = await TestServer.StartAsync(configure: builder => log.Replace(builder.Logging));
        var session = await server.CreateSessionAsync();
        var rtmp = server.Services.GetRequiredService<RtmpHost>().Port;
        (string Door, Func<Task> Knock)[] doors =
        [
            ("http", () => SayAsync(server, "\u0001\u0002garbage\n\n")),
            ("http target", () => SayAsync(server, "GET /\u0001%zz HTTP/1.1\nHost: x\nConnection: close\n\n")),
            ("rtmp", () => SayAsync(server, "GET / HTTP/1.1\n\n", rtmp)),
            ("json", () => PostAsync(server, "/api/sessions", "{\"title\": ", "application/json")),
            ("sessions", () => PostAsync(server, "/api/sessions", "[1,2]", "text/plain")),
            ("import", () => PostAsync(server, "/api/sessions/import", "{", "application/json")),
            ("upload", () => PostAsync(server, "/api/sessions/import", "--b\r\nnonsense\r\n", "multipart/form-data; boundary=b")),
            ("whip", () => session.PostWhipAsync(Hostile)),
            ("ingest",
                () => Assert.ThrowsAsync<RefusedException>(() => session.PublishAsync("&encoding=" + Uri.EscapeDataString(Hostile)))),
            ("ingest message", () => SayBadlyAsync(session)),
            ("events", () => server.Http.GetAsync($"/api/sessions/{Uri.EscapeDataString(Hostile)}/events")),
            ("hub", () => SayAsync(server, $"POST /hubs/captions/negotiate?negotiateVersion={new string('x', 100)} HTTP/1.1\nHost: x\n"
                + "Content-Length: 0\nConnection: close\n\n")),
        ];
        foreach (var (door, knock) in doors)
        {
            var before = log.Lines.Count;
            await knock();
            var lines = log.Lines.Skip(before).Where(line => !line.Contains("Session created", StringComparison.Ordinal)).ToList();
            Assert.True(lines.Count <= 1 && lines.All(line => line.Length < 800), $"{door}: {string.Join('\n', lines)}");
        }
    }

    private static async Task SayAsync(TestServer server, string text, int? port = null)
    {
        using var socket = await server.DialAsync(text, port);
        await socket.UntilClosedAsync();
    }

    private static async Task PostAsync(TestServer server, string path, string body, string type)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var response = await server.Http.PostAsync(path, content);
        Assert.InRange((int)response.StatusCode, 400, 499);
    }

    private static async Task SayBadlyAsync(TestSession session)
    {
        await using var publisher = await session.PublishAsync();
        await publisher.SendTextAsync(Hostile);
        await publisher.UntilClosedAsync();
    }
}
