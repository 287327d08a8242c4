using System.Net;
using System.Net.Http.Headers;
using System.Text;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Access;

/// <summary>Door by door, who may. The list of endpoints is the server's own: a new route without a decision here fails.</summary>
public sealed class EndpointTableTests
{
    private static readonly Dictionary<string, string> Table = new(StringComparer.Ordinal)
    {
        ["GET /health/live"] = "open",
        ["GET /health/ready"] = "open",
        ["ANY /metrics"] = "view, or from here",
        ["GET /openapi/v1.json"] = "view, or from here",
        ["ANY /ws/ingest/{id}"] = "open",
        ["POST /whip/{id}"] = "open",
        ["OPTIONS /whip/{id}"] = "open",
        ["PATCH /whip/{id}/{name}"] = "open",
        ["DELETE /whip/{id}/{name}"] = "open",
        ["OPTIONS /whip/{id}/{name}"] = "open",
        ["ANY /hubs/captions"] = "open",
        ["ANY /hubs/captions/negotiate"] = "open",
        ["ANY /v1/listen"] = "publish",
        ["POST /v1/listen"] = "publish",
        ["POST /v1/audio/transcriptions"] = "publish",
        ["ANY /v1/realtime"] = "publish",
        ["POST /api/sessions"] = "publish",
        ["POST /api/sessions/import"] = "publish",
        ["GET /api/sessions"] = "admin",
        ["GET /api/sessions/{id}"] = "view",
        ["PATCH /api/sessions/{id}"] = "edit",
        ["DELETE /api/sessions/{id}"] = "edit",
        ["POST /api/sessions/{id}/finish"] = "edit",
        ["GET /api/sessions/{id}/marks"] = "view",
        ["POST /api/sessions/{id}/marks"] = "edit",
        ["PATCH /api/sessions/{id}/marks/{markId}"] = "edit",
        ["DELETE /api/sessions/{id}/marks/{markId}"] = "edit",
        ["POST /api/sessions/{id}/pass"] = "view",
        ["POST /api/sessions/{id}/tokens"] = "edit",
        ["DELETE /api/sessions/{id}/tokens/{tokenId}"] = "edit",
        ["GET /api/sessions/{id}/cues"] = "view",
        ["GET /api/sessions/{id}/events"] = "view",
        ["GET /api/sessions/{id}/captions.{format}"] = "view",
        ["GET /api/sessions/{id}/emotion"] = "view",
        ["GET /api/sessions/{id}/audio"] = "view",
        ["GET /api/sessions/{id}/audio/peaks"] = "view",
        ["GET /api/sessions/{id}/quality"] = "view",
        ["GET /api/sessions/{id}/review"] = "edit",
        ["GET /api/sessions/{id}/metadata"] = "view",
        ["PUT /api/sessions/{id}/metadata"] = "edit",
        ["POST /api/sessions/{id}/metadata/write"] = "edit",
        ["POST /api/sessions/{id}/metadata/apply"] = "admin",
        ["GET /api/reports/captions"] = "admin",
        ["POST /api/sessions/{id}/ask"] = "edit",
        ["GET /api/sessions/{id}/entities"] = "edit",
        ["GET /api/reports/subtitles"] = "admin",
        ["GET /api/sessions/{id}/hls/master.m3u8"] = "view",
        ["GET /api/sessions/{id}/hls/captions.m3u8"] = "view",
        ["GET /api/sessions/{id}/hls/segment{index:int}.vtt"] = "view",
        ["GET /api/sessions/{id}/cues/{cueId}"] = "view",
        ["PATCH /api/sessions/{id}/cues/{cueId}"] = "edit",
        ["DELETE /api/sessions/{id}/cues/{cueId}"] = "edit",
        ["POST /api/sessions/{id}/cues"] = "edit",
        ["POST /api/sessions/{id}/cues/{cueId}/split"] = "edit",
        ["POST /api/sessions/{id}/cues/merge"] = "edit",
        ["POST /api/sessions/{id}/cues/replace"] = "edit",
        ["POST /api/sessions/{id}/captions"] = "edit",
        ["POST /api/sessions/{id}/undo"] = "edit",
        ["POST /api/sessions/{id}/redo"] = "edit",
        ["GET /api/sessions/{id}/edits"] = "edit",
        ["DELETE /api/sessions/{id}/edits"] = "edit",
        ["POST /api/sessions/{id}/speakers/merge"] = "edit",
        ["PATCH /api/sessions/{id}/speakers/{speakerId}"] = "edit",
        ["GET /api/sessions/{id}/sinks"] = "admin",
        ["GET /api/sessions/{id}/sinks/{sinkId}"] = "admin",
        ["PUT /api/sessions/{id}/sinks/{sinkId}"] = "admin",
        ["DELETE /api/sessions/{id}/sinks/{sinkId}"] = "admin",
        ["GET /api/engines"] = "publish",
        ["GET /api/keys"] = "admin",
        ["POST /api/keys"] = "admin",
        ["DELETE /api/keys/{keyId}"] = "admin",
        ["GET /api/search"] = "admin",
        ["GET /api/status"] = "admin",
        ["GET /api/retention"] = "admin",
        ["GET /api/jobs"] = "admin",
        ["POST /api/jobs/{id:long}/retry"] = "admin",
        ["GET /api/uploads"] = "admin",
        ["POST /api/uploads"] = "admin",
        ["POST /api/uploads/batch"] = "admin",
        ["GET /api/uploads/quota"] = "admin",
        ["GET /api/uploads/{uploadId}"] = "admin",
        ["POST /api/uploads/{uploadId}/retry"] = "admin",
        ["DELETE /api/uploads/{uploadId}"] = "admin",
        ["GET /api/youtube/channels"] = "admin",
        ["POST /api/youtube/login"] = "admin",
        ["DELETE /api/youtube/channels/{channelId}"] = "admin",
        ["GET /api/youtube/callback"] = "open",
        ["GET /api/profiles"] = "admin",
        ["POST /api/profiles"] = "admin",
        ["GET /api/profiles/{id}"] = "admin",
        ["DELETE /api/profiles/{id}"] = "admin",
        ["POST /api/profiles/{id}/verify"] = "admin",
    };

    /// <summary>Of the page; there where it is built.</summary>
    private static readonly string[] Pages =
    [
        "GET /watch/{id}", "HEAD /watch/{id}", "GET /overlay/{id}", "HEAD /overlay/{id}",
        "GET /overlay-builder", "HEAD /overlay-builder", "GET /studio/{id}", "HEAD /studio/{id}",
        "GET /library", "HEAD /library", "GET /library/{id}", "HEAD /library/{id}", "GET /admin", "HEAD /admin"
    ];

    [Fact]
    public async Task Every_endpoint_has_its_decision()
    {
        await using var server = await TestServer.StartAsync();

        var doors = Doors.Of(server).Distinct().ToList();

        Assert.All(doors.Where(door => Pages.Contains(door.Name)), page => Assert.Equal("open", page.Decision));
        var others = doors.Where(door => !Pages.Contains(door.Name))
            .Select(door => $"{door.Name}: {door.Decision ?? "no decision"}").Order(StringComparer.Ordinal);
        Assert.Equal(Table.Select(row => $"{row.Key}: {row.Value}").Order(StringComparer.Ordinal), others);
    }

    [Fact]
    public async Task Every_endpoint_lets_in_who_may_and_nobody_else()
    {
        await using var server = await TestServer.StartAsync();
        var keys = await KeyHolders.CreateAsync(server);
        var wrong = new List<string>();
        foreach (var (door, decision) in Doors.Of(server).Where(door => door.Decision != "open"))
        {
            foreach (var holder in KeyHolders.Names)
            {
                // A session for each call, as some end it.
                var (session, key) = await keys.ForAsync(holder);
                var (seen, expected) = (await CallAsync(server, door, session, key), ExpectedOf(decision!, door, holder));
                wrong.AddRange(seen == expected ? [] : [$"{door} with {holder}: {seen}, not {expected}"]);
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Key_in_the_query_opens_watching_only()
    {
        await using var server = await TestServer.StartAsync();
        var keys = await KeyHolders.CreateAsync(server);

        foreach (var (door, decision) in Doors.Of(server).Where(door => door.Decision != "open"))
        {
            var (session, key) = await keys.ForAsync("admin");
            var status = await CallAsync(server, door, session, key: null, query: $"?access_token={key}");

            Assert.Equal((door, decision is "view" or "view, or from here" ? "let in" : "401"), (door, status));
        }
    }

    /// <summary>What a stranger sends is not even read.</summary>
    [Fact]
    public async Task Stranger_learns_nothing_of_what_is_wrong_with_a_body()
    {
        await using var server = await TestServer.StartAsync();
        await server.Services.GetRequiredService<KeyIssuer>().CreateAsync(KeyScope.Admin, expiresAt: null);

        foreach (var (door, _) in Doors.Of(server)
            .Where(door => door.Decision != "open" && door.Name.Split(' ')[0] is "POST" or "PUT" or "PATCH"))
        {
            Assert.Equal((door, "401"), (door, await CallAsync(server, door, "none", key: null, body: "{\"unfinished\":")));
        }
    }

    private static string ExpectedOf(string decision, string door, string key)
    {
        // From here, /metrics and /openapi are open on a server that nobody else reaches.
        if (decision == "view, or from here")
        {
            return "let in";
        }

        if (key is "none" or "wrong" or "expired" or "revoked" or "expired token")
        {
            return "401";
        }

        var ofSession = door.Contains("/sessions/{id}", StringComparison.Ordinal);
        var isIn = key switch
        {
            "admin" => true,
            "view" => decision == "view",
            "publish" => decision == "publish",
            "view token" => decision == "view" && ofSession,
            "edit token" => decision is "view" or "edit" && ofSession,
            _ => false,
        };
        return isIn ? "let in" : "403";
    }

    /// <returns><c>401</c>, <c>403</c> or <c>let in</c>, whatever came of it then.</returns>
    private static async Task<string> CallAsync(
        TestServer server, string door, string sessionId, string? key, string query = "", string body = "nothing")
    {
        var (method, pattern) = (door.Split(' ')[0], door.Split(' ')[1]);
        using var request = new HttpRequestMessage(new HttpMethod(method), Doors.PathOf(pattern, sessionId) + query);
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        request.Content = method is "POST" or "PUT" or "PATCH" ? new StringContent(body, Encoding.UTF8, "application/json") : null;
        using var response = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => "401",
            HttpStatusCode.Forbidden => "403",
            _ => "let in",
        };
    }
}
