using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Web;

/// <summary>The page's files as browsers get them: small, kept as long as they are good, and a page where there is none.</summary>
public sealed class WebClientTests
{
    private static readonly Regex Script = new("/assets/[^\"]+\\.js", RegexOptions.None, TimeSpan.FromSeconds(1));

    [Fact]
    public async Task Files_with_a_hash_in_their_names_are_kept_and_pages_are_asked_for_again()
    {
        await using var server = await StartAsync();
        using var page = await server.Http.GetAsync("/");
        using var watch = await server.Http.GetAsync("/watch/abc");
        using var script = await server.Http.GetAsync(Script.Match(await page.Content.ReadAsStringAsync()).Value);

        Assert.Equal("no-cache", page.Headers.CacheControl!.ToString());
        Assert.Equal("no-cache", watch.Headers.CacheControl!.ToString());
        Assert.NotNull(page.Headers.ETag);
        Assert.Equal("public, max-age=31536000, immutable", script.Headers.GetValues("Cache-Control").Single());
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task Scripts_go_compressed_to_who_takes_them_so(string encoding)
    {
        await using var server = await StartAsync();
        var path = Script.Match(await server.Http.GetStringAsync("/")).Value;
        var plain = await server.Http.GetByteArrayAsync(path);

        using var response = await GetAsync(server, path, encoding);

        Assert.Equal(encoding, Assert.Single(response.Content.Headers.ContentEncoding));
        Assert.Equal(plain, await UnpackAsync(response, encoding));
    }

    [Fact]
    public async Task Captions_and_lists_go_compressed_and_live_events_do_not()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.PublishedAsync(new { }, FakeSpeech.Say(1));
        foreach (var format in (string[])["vtt", "srt", "ass", "scc", "ttml", "sbv", "txt", "json", "rttm"])
        {
            var path = $"/api/sessions/{session.Id}/captions.{format}";
            using var file = await GetAsync(server, path, "br");
            Assert.Equal(
                await server.Http.GetByteArrayAsync(path), await UnpackAsync(file, file.Content.Headers.ContentEncoding.SingleOrDefault()));
        }

        using var cues = await GetAsync(server, $"/api/sessions/{session.Id}/cues", "br");
        Assert.Equal("br", Assert.Single(cues.Content.Headers.ContentEncoding));
        using var events = await GetAsync(server, $"/api/sessions/{session.Id}/events", "br");
        Assert.Empty(events.Content.Headers.ContentEncoding);
    }

    /// <summary>Its length would tell of the key what the title is like (BREACH).</summary>
    [Fact]
    public async Task Answer_that_holds_a_new_key_is_not_compressed()
    {
        await using var server = await TestServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/sessions");
        request.Headers.AcceptEncoding.ParseAdd("br, gzip");

        using var created = await server.Http.SendAsync(request);

        Assert.Equal((HttpStatusCode.Created, 0), (created.StatusCode, created.Content.Headers.ContentEncoding.Count));
    }

    [Theory]
    [InlineData("/nowhere", "text/html,application/xhtml+xml,*/*;q=0.8", "text/html")]
    [InlineData("/nowhere/deeper", "text/html", "text/html")]
    [InlineData("/nowhere", "*/*", "application/problem+json")]
    [InlineData("/api/nowhere", "text/html", "application/problem+json")]
    [InlineData("/assets/nowhere.js", "text/html", "application/problem+json")]
    public async Task Page_that_is_not_there_is_told_to_people_as_a_page_and_to_programs_as_a_problem(
        string path, string accept, string type)
    {
        await using var server = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd(accept);

        using var response = await server.Http.SendAsync(request);

        Assert.Equal((HttpStatusCode.NotFound, type), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task Guest_of_a_server_with_keys_who_mistypes_an_address_is_told_so_too()
    {
        await using var server = await StartAsync(("Urls", "http://0.0.0.0:0"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/wacth/abc");
        request.Headers.Accept.ParseAdd("text/html");

        using var response = await server.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("<h1", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/watch/abc")]
    [InlineData("/overlay/abc")]
    [InlineData("/overlay-builder")]
    [InlineData("/library")]
    [InlineData("/library/abc")]
    [InlineData("/admin")]
    [InlineData("/nowhere")]
    public async Task No_page_may_run_or_look_like_what_somebody_put_into_it(string path)
    {
        await using var server = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html");

        using var response = await server.Http.SendAsync(request);

        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self'; ", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("*", policy, StringComparison.Ordinal);
        var page = await response.Content.ReadAsStringAsync();
        Assert.DoesNotContain("<style", page, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", page, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/favicon.ico", "image/x-icon")]
    [InlineData("/manifest.webmanifest", "application/manifest+json")]
    [InlineData("/icon-192.png", "image/png")]
    [InlineData("/icon-512.png", "image/png")]
    public async Task What_a_browser_needs_to_install_the_page_is_there(string path, string type)
    {
        await using var server = await StartAsync();
        using var response = await server.Http.GetAsync(path);
        Assert.Equal((HttpStatusCode.OK, type), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task Script_for_other_sites_may_be_taken_from_them()
    {
        await using var server = await StartAsync();
        using var response = await server.Http.GetAsync("/embed/live-captions.js");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("cross-origin", response.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
    }

    private static async Task<TestServer> StartAsync(params (string, string)[] settings)
    {
        var server = await TestServer.StartAsync(settings: settings);
        using var page = await server.Http.GetAsync("/");
        Assert.SkipUnless(page.IsSuccessStatusCode, "The web page is not built.");
        return server;
    }

    private static Task<HttpResponseMessage> GetAsync(TestServer server, string path, string encoding)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(encoding));
        return server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static async Task<byte[]> UnpackAsync(HttpResponseMessage response, string? encoding)
    {
        var packed = await response.Content.ReadAsStreamAsync();
        await using Stream plain = encoding switch
        {
            "br" => new BrotliStream(packed, CompressionMode.Decompress),
            "gzip" => new GZipStream(packed, CompressionMode.Decompress),
            _ => packed,
        };
        using var all = new MemoryStream();
        await plain.CopyToAsync(all);
        return all.ToArray();
    }
}
