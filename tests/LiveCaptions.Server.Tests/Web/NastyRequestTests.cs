using System.Text;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Web;

/// <summary>Every endpoint under requests that no decent client sends: a clear refusal each, never a fault of ours.</summary>
public sealed class NastyRequestTests
{
    private static readonly string[] Values =
    [
        "x", "%00", "%1b%0a", "a%0a", "%E2%80%AE", "%ff%fe", "%", "%zz", "..%2f..%2fetc",
        "-1", "99999999999999999999", "NaN", "%F0%9F%98%80", "'--", "%ED%A0%80", new('x', 4_000),
    ];

    private static readonly string[] Queries =
    [
        "?limit=NaN", "?limit=99999999999999", "?limit=-1", "?limit=1&limit=2", "?after=9223372036854775808", "?after=-9223372036854775808",
        "?after=x&after=y", "?before=%00", "?before=%ff", "?offset=NaN", "?offset=1e999", "?offset=Infinity", "?window=2147483648",
        "?window=-1", "?access_token=%00", "?access_token=%ff&access_token=x", "?video=%0a", "?video=http://a/%250a%0d%0aX",
        "?video=http://%ff", "?language=%ff", "?emotion=%1b%00", "?speaker=%00%ff", "?encoding=%00&sampleRate=NaN&channels=1e9",
        "?key=%ff%00", "?&&&=&=", "?%ff=%ff", "?=", $"?{new string('a', 4_000)}",
        "?version=%00&profile=..%2f&mode=%ff", "?id=%00&transport=x&negotiateVersion=NaN",
    ];

    private static readonly (string Type, string Text)[] Bodies =
    [
        ("application/json", ""), ("application/json", "null"), ("application/json", "[]"), ("application/json", "5"),
        ("application/json", "\"x\""), ("application/json", "{"), ("application/json", "{}"),
        ("application/json", """{"title":5,"language":{},"label":[],"text":{},"name":5,"url":5,"type":5}"""),
        ("application/json", """{"maxSpeakers":1e99,"seq":99999999999999999999,"delay":1e999}"""),
        ("application/json", """{"delay":NaN}"""), ("application/json", """{"type":99,"seq":-1}"""),
        ("application/json", """{"type":"obs","address":"[::"}"""),
        ("application/json", """{"type":"obs","address":"ws://\u0000:99999"}"""),
        ("application/json", """{"type":"youtube","url":"http://\ud800/"}"""),
        ("application/json", """{"title":"\ud800","label":"\udfff","text":"\ud83d","name":"\ud800"}"""),
        ("application/json", """{"sessionId":"\u0000","speakerId":"\ud800","name":"x"}"""),
        ("application/json", """{"url":"http://[::1"}"""), ("application/json", """{"url":"srt://\u0000:0?mode=x"}"""),
        ("application/json", """{"url":"rtsp://:@"}"""), ("application/json", """{"keyterms":[null]}"""),
        ("application/json", $"{new string('[', 2_000)}"), ("application/json; charset=klingon", "{}"),
        ("application/json", "\u00ff\u00fe{\u0000}"), ("application/xml", "<a/>"), ("text/plain", "hello"), ("", "hello"), (";;;", "hello"),
        ("application/sdp", "v=0\r\n"), ("application/sdp", "\u00ff"), ("application/trickle-ice-sdpfrag", "a=ice-ufrag:x\r\n"),
        ("multipart/form-data", "x"), ("multipart/form-data; boundary=", "x"), ("multipart/form-data; boundary=b", "--b\r\n\r\n"),
        ("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%00\"\r\n\r\n"),
        ("multipart/form-data; boundary=b", "--b--"),
        ("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: \u00ff\r\n\r\nx\r\n--b--\r\n"),
        ("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"maxSpeakers\"\r\n\r\nNaN\r\n--b--\r\n"),
        ($"multipart/form-data; boundary={new string('b', 200)}", "x"), ("application/x-www-form-urlencoded", "%ff=%00&file=x"),
    ];

    private static readonly string[] Headers =
    [
        "Host: evil\"><x\r\n", "Host: a b\r\n", "Host: a:99999\r\n", "Host: [::1\r\n", "Host: \u00e4\r\n", "Host:\r\n", "Host: a/../b\r\n",
        $"Host: {new string('h', 4_000)}\r\n", "Host: a:b:c\r\n", "Host: x@y\r\n", "Origin: null\r\n", "Origin: \u00ff\r\n",
        "Origin: http://[\r\n", "Authorization: Bearer\r\n", "Authorization: Bearer \u00ff\r\n", "Authorization: Basic Og==\r\n",
        "Accept: ;;q=zz\r\n", "Accept: image/png\r\n", "Accept-Encoding: ,,;q=9\r\n", "Range: bytes=9-1\r\n",
        "Range: bytes=-99999999999999999999\r\n", "If-Match: \"\r\n", "If-None-Match: \u00ff\r\n", "If-Modified-Since: never\r\n",
        "Last-Event-ID: NaN\r\n", "Last-Event-ID: -1\r\n", "Last-Event-ID: 99999999999999999999\r\n", "Cookie: \u00ff;;=\r\n",
        "Expect: 200-nothing\r\n", "Upgrade: websocket\r\n", "Sec-WebSocket-Key: x\r\nSec-WebSocket-Version: 99\r\nUpgrade: websocket\r\n",
        "X-Forwarded-For: \u00ff,,\r\nX-Forwarded-Host: \"><x\r\nX-Forwarded-Proto: gopher\r\n",
        "Access-Control-Request-Method: \u00ff\r\nOrigin: x\r\n", "Content-Type: \u00ff\r\nContent-Length: 0\r\n",
        $"X-Long: {new string('x', 16_000)}\r\n",
    ];

    private readonly List<string> _faults = [];

    [Fact]
    public async Task No_endpoint_fails_at_strange_values_and_queries() => await WalkAsync(async (server, method, path, session) =>
    {
        foreach (var value in Values)
        {
            await TryAsync(server, method, Routes.Fill(path, session, value));
            await TryAsync(server, method, Routes.Fill(path, value, value));
        }

        foreach (var query in Queries)
        {
            await TryAsync(server, method, Routes.Fill(path, session, "1") + query);
        }
    });

    [Fact]
    public async Task No_endpoint_fails_at_strange_bodies() => await WalkAsync(async (server, method, path, session) =>
    {
        foreach (var (type, text) in Bodies)
        {
            var body = Encoding.Latin1.GetBytes(text);
            await TryAsync(
                server, method, Routes.Fill(path, session, "x1"), $"Content-Type: {type}\r\nContent-Length: {body.Length}\r\n", body);
        }

        await TryAsync(
            server, method, Routes.Fill(path, session, "x1"),
            "Content-Length: 99999999999\r\nContent-Type: application/json\r\n", "{}"u8.ToArray());
        await TryAsync(
            server, method, Routes.Fill(path, session, "x1"),
            "Transfer-Encoding: chunked\r\nContent-Type: application/json\r\n", "zz\r\n"u8.ToArray());
    });

    [Fact]
    public async Task No_endpoint_fails_at_strange_headers_and_methods() => await WalkAsync(async (server, method, path, session) =>
    {
        foreach (var header in Headers)
        {
            await TryAsync(server, method, Routes.Fill(path, session, "1"), header);
        }

        foreach (var other in (string[])["HEAD", "PUT", "POST", "PATCH", "OPTIONS", "TRACE", "FOO", "get", "PROPFIND"])
        {
            await TryAsync(server, other, Routes.Fill(path, session, "1"));
        }
    });

    [Theory]
    [InlineData("evil\"><x")]
    [InlineData("a:99999")]
    [InlineData("x@y")]
    [InlineData("a/../b")]
    public async Task Host_that_is_none_is_refused_and_makes_nothing(string host)
    {
        await using var server = await TestServer.StartAsync();
        var answer = await RawAnswer.ToAsync(server.Address, $"POST /api/sessions HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\n");
        Assert.Equal(400, answer.Status);
        Assert.Empty((await server.GetAsync("/api/sessions")).EnumerateArray());
    }

    [Fact]
    public async Task Host_that_is_not_said_is_the_address_that_was_reached()
    {
        await using var server = await TestServer.StartAsync();
        var key = await server.Services.GetRequiredService<KeyIssuer>().CreateAsync(KeyScope.Publish, expiresAt: null);
        var answer = await RawAnswer.ToAsync(
            server.Address, $"POST /api/sessions HTTP/1.0\r\nAuthorization: Bearer {key}\r\nContent-Length: 0\r\n");
        Assert.Equal(201, answer.Status);
        Assert.Contains($"{server.Address}watch/", answer.Body, StringComparison.Ordinal);
    }

    private static string Request(string method, string path, string headers = "")
    {
        var host = headers.StartsWith("Host:", StringComparison.Ordinal) ? "" : "Host: 127.0.0.1\r\n";
        var saysLength = headers.Contains("Content-Length", StringComparison.Ordinal)
            || headers.Contains("chunked", StringComparison.Ordinal);
        return $"{method} {path} HTTP/1.1\r\n{host}{headers}{(saysLength ? "" : "Content-Length: 0\r\n")}";
    }

    private async Task WalkAsync(Func<TestServer, string, string, string, Task> walk)
    {
        await using var server = await TestServer.StartAsync(settings: ("Import:YtDlp", "there-is-no-such-program"));
        foreach (var (method, path) in Routes.Of(server))
        {
            await walk(server, method, path, (await server.PublishedAsync(new { }, FakeSpeech.Say(1))).Id);
        }

        Assert.True(_faults.Count == 0, string.Join('\n', _faults.Take(40).Prepend($"{_faults.Count} faults")));
    }

    private async Task TryAsync(TestServer server, string method, string path, string headers = "", byte[]? body = null)
    {
        var answer = await RawAnswer.ToAsync(server.Address, Request(method, path, headers), body);
        if ((answer.Status >= 500 && answer.Status is not (501 or 503))
            || (answer.IsOurs && answer.Status >= 400 && method != "HEAD" && !IsProblem(path, answer)))
        {
            _faults.Add($"{answer.Status} {answer.Header("Content-Type")} {method} {Short(path)} {Short(headers)} "
                + $"{Short(Encoding.Latin1.GetString(body ?? []))}");
        }
    }

    // The hub's errors are those of SignalR's protocol, those of others' protocols have their shape, and a sign-in ends at a person.
    private static bool IsProblem(string path, RawAnswer answer) =>
        path.StartsWith("/hubs", StringComparison.Ordinal) || path.StartsWith("/v1/", StringComparison.Ordinal)
        || path.StartsWith("/api/youtube/callback", StringComparison.Ordinal)
        || answer.Header("Content-Type")?.StartsWith("application/problem+json", StringComparison.Ordinal) == true;

    private static string Short(string text) => (text.Length > 120 ? text[..120] : text).ReplaceLineEndings("|");
}
