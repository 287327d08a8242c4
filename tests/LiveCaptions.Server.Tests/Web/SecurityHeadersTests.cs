using LiveCaptions.Captions.Formats;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Tests.Web;

/// <summary>What every answer tells browsers. That the page works under it is tested in a browser.</summary>
public sealed class SecurityHeadersTests
{
    [Fact]
    public async Task Every_endpoint_tells_browsers_to_run_nothing_and_to_take_contents_for_what_they_say()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.PublishedAsync(new { }, FakeSpeech.Say(1));
        foreach (var (method, path) in Routes.Of(server))
        {
            var address = Routes.Fill(path, session.Id, path.Contains("captions.{format}", StringComparison.Ordinal) ? "vtt" : "0");
            var answer = await RawAnswer.ToAsync(
                server.Address, $"{method} {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n");
            Assert.True(answer.Header("X-Content-Type-Options") == "nosniff" && answer.Header("Referrer-Policy") == "no-referrer", address);
            Assert.True(
                answer.Header("Content-Security-Policy")?.Contains("default-src 'none'", StringComparison.Ordinal) == true, address);
            Assert.True(answer.Header("Cross-Origin-Resource-Policy") is not null, address);
        }
    }

    [Theory]
    [InlineData("/nowhere", 404)]
    [InlineData("/api/sessions/nobody", 404)]
    public async Task Errors_tell_the_same(string path, int status)
    {
        await using var server = await TestServer.StartAsync();
        using var response = await server.Http.GetAsync(path);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("nosniff", Value(response, "X-Content-Type-Options"));
        Assert.Equal("default-src 'none'; frame-ancestors 'none'", Value(response, "Content-Security-Policy"));
    }

    [Fact]
    public async Task Failure_of_ours_tells_the_same()
    {
        await using var server = await TestServer.StartAsync(configure: builder =>
            builder.Services.AddSingleton<ICueFormat>(new BrokenFormat()));
        var session = await server.CreateSessionAsync();
        using var response = await server.Http.GetAsync($"/api/sessions/{session.Id}/captions.broken");
        Assert.Equal(500, (int)response.StatusCode);
        Assert.Equal("nosniff", Value(response, "X-Content-Type-Options"));
        Assert.Contains("no-store", Value(response, "Cache-Control"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_of_the_api_are_kept_nowhere()
    {
        await using var server = await TestServer.StartAsync();
        using var created = await server.Http.PostAsync("/api/sessions", content: null);
        Assert.Equal("no-store", Value(created, "Cache-Control"));
        using var listed = await server.Http.GetAsync("/api/sessions");
        Assert.Equal("no-store", Value(listed, "Cache-Control"));
    }

    [Fact]
    public async Task Playlists_of_public_sessions_may_be_played_from_elsewhere()
    {
        await using var server = await TestServer.StartAsync();
        var open = await server.CreateSessionAsync(new { @public = true });
        using var answer = await server.Http.GetAsync($"/api/sessions/{open.Id}/hls/master.m3u8");
        Assert.Equal("cross-origin", Value(answer, "Cross-Origin-Resource-Policy"));
        var closed = await server.CreateSessionAsync();
        using var other = await server.Http.GetAsync($"/api/sessions/{closed.Id}/hls/master.m3u8");
        Assert.Equal("same-origin", Value(other, "Cross-Origin-Resource-Policy"));
    }

    [Fact]
    public async Task Pages_load_only_their_own_and_may_be_framed_only_where_that_was_said()
    {
        await using var server = await TestServer.StartAsync(
            settings: ("Web:FrameOrigins", "https://example.org, https://*.example.net:8443"));
        Assert.SkipUnless(await HasPageAsync(server), "The web page is not built.");

        var studio = await PolicyAsync(server, "/");
        Assert.Contains("script-src 'self';", studio, StringComparison.Ordinal);
        Assert.Contains("style-src 'self';", studio, StringComparison.Ordinal);
        Assert.Contains(
            $"connect-src 'self' ws://{server.Address.Authority} wss://{server.Address.Authority};", studio, StringComparison.Ordinal);
        Assert.EndsWith("frame-ancestors 'none'", studio, StringComparison.Ordinal);
        Assert.EndsWith(
            "frame-ancestors 'self' https://example.org https://*.example.net:8443",
            await PolicyAsync(server, "/watch/abc"), StringComparison.Ordinal);
        Assert.EndsWith(
            "frame-ancestors 'self' https://example.org https://*.example.net:8443",
            await PolicyAsync(server, "/overlay/abc"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("example.org")]
    [InlineData("https://example.org/page")]
    [InlineData("*")]
    [InlineData("https://a;script-src *")]
    [InlineData("javascript:x")]
    [InlineData("https://a b")]
    public async Task Origin_that_is_none_keeps_the_server_from_starting(string origin)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(
            () => TestServer.StartAsync(settings: ("Web:FrameOrigins", origin)));
        Assert.Contains("FrameOrigins", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_said_of_https_by_http()
    {
        await using var server = await TestServer.StartAsync(settings: ("Web:HstsDays", "30"));
        using var response = await server.Http.GetAsync("/health/live");
        Assert.False(response.Headers.Contains("Strict-Transport-Security"));
    }

    private static async Task<bool> HasPageAsync(TestServer server)
    {
        using var response = await server.Http.GetAsync("/");
        return response.IsSuccessStatusCode;
    }

    private static async Task<string> PolicyAsync(TestServer server, string path)
    {
        using var response = await server.Http.GetAsync(path);
        Assert.Contains("microphone=(self), display-capture=(self)", Value(response, "Permissions-Policy"), StringComparison.Ordinal);
        return Value(response, "Content-Security-Policy")!;
    }

    private static string? Value(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    private sealed class BrokenFormat : LiveCaptions.Captions.Formats.ICueFormat
    {
        public string Extension => "broken";

        public string ContentType => "text/plain";

        public void Write(LiveCaptions.Captions.Formats.CaptionDocument document, Stream output) =>
            throw new InvalidOperationException("broken");
    }
}
