using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>The element that other sites put captions with.</summary>
public sealed class EmbedTests
{
    [Fact]
    public async Task Page_of_another_site_shows_captions_of_a_public_session_as_its_style_sheet_wants()
    {
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var (id, _) = await server.Api.CreateSessionAsync(isPublic: true);
        await server.StoreAsync(id, [SaidSession.Final(id, 1, "Said before")]);
        await using var site = await Site.StartAsync(
            $"<style>live-captions::part(text) {{ color: rgb(200, 255, 200); "
            + $"}}</style><live-captions session=\"{id}\" hide=\"0\"></live-captions>", server);
        var page = await chromium.OpenAsync(site.Address);
        var captions = page.Locator("live-captions");
        await Expect(captions).ToHaveAttributeAsync("state", "live", new() { Timeout = StudioPage.Patience });
        await Expect(captions).ToContainTextAsync("Said before");

        server.Post(SaidSession.Interim(id, 2, 1, "and then <b>more"));
        await Expect(captions).ToContainTextAsync("and then <b>more");
        server.Post(SaidSession.Final(id, 9, "It is final."));
        await Expect(page.GetByRole(AriaRole.Log)).ToHaveTextAsync("It is final.");
        await Expect(captions.Locator("[part=text]").Last).ToHaveCSSAsync("color", "rgb(200, 255, 200)");
        await page.ScreenshotAsync(new() { Path = Path.Combine(
            Directory.CreateDirectory(Path.Combine(LiveCaptions.Server.Basics.HomeFolder.Find(), "artifacts", "screenshots")).FullName,
            "embed.png") });
        await Axe.AssertCleanAsync(page);
        Assert.Empty(chromium.Complaints);
    }

    [Fact]
    public async Task Captions_lie_over_the_lower_edge_of_a_video()
    {
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var (id, _) = await server.Api.CreateSessionAsync(isPublic: true);
        await using var site = await Site.StartAsync(
            "<p>Above</p><video id=\"v\" width=\"640\" height=\"360\"></video><p>Below</p><live-captions for=\"#v\" "
            + $"session=\"{id}\" hide=\"0\"></live-captions>", server);
        var page = await chromium.OpenAsync(site.Address);
        await Expect(page.Locator("live-captions")).ToHaveAttributeAsync("state", "live", new() { Timeout = StudioPage.Patience });
        server.Post(SaidSession.Final(id, 1, "Over the picture"));
        await Expect(page.Locator("live-captions")).ToContainTextAsync("Over the picture");

        var (video, captions) = ((await page.Locator("#v").BoundingBoxAsync())!, (await page.Locator("live-captions").BoundingBoxAsync())!);
        Assert.Equal(video.X, captions.X, 1.0);
        Assert.Equal(video.Width, captions.Width, 1.0);
        Assert.Equal(video.Y + video.Height, captions.Y + captions.Height, 1.0);
    }

    [Fact]
    public async Task Captions_become_a_track_of_the_video_at_the_times_they_were_said()
    {
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var (id, _) = await server.Api.CreateSessionAsync(isPublic: true);
        await server.StoreAsync(id, [SaidSession.Final(id, 1, "One & <two>"), SaidSession.Final(id, 2, "Three", "Bob")]);
        await using var site = await Site.StartAsync(
            $"<video id=\"v\"></video><live-captions for=\"#v\" track=\"English\" offset=\"10\" session=\"{id}\"></live-captions>", server);
        var page = await chromium.OpenAsync(site.Address);

        await page.WaitForFunctionAsync("() => document.querySelector('#v').textTracks[0]?.cues?.length === 2");
        Assert.Equal(
            "English, captions: 13-16 Ann: One &amp; &lt;two&gt; | 16-19 Bob: Three",
            await page.EvaluateAsync<string>("(([{ label, kind, cues }]) => `${label}, ${kind}: ${[...cues].map((c) => "
                + "`${c.startTime}-${c.endTime} ${c.text}`).join(' | ')}`)(document.querySelector('#v').textTracks)"));
        Assert.Equal(
            "One & <two>",
            (await page.EvaluateAsync<string>("document.querySelector('#v').textTracks[0].cues[0].getCueAsHTML().textContent"))
                .Split(": ")[1]);
    }

    [Fact]
    public async Task Session_that_is_not_open_shows_what_the_page_wants_instead_until_it_has_a_key()
    {
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var (id, _) = await server.Api.CreateSessionAsync();
        await server.StoreAsync(id, [SaidSession.Final(id, 1, "For guests only")]);
        var token = await server.MakeTokenAsync(id);
        await using var site = await Site.StartAsync(
            $"<live-captions session=\"{id}\" hide=\"0\"><p>Captions start soon.</p></live-captions>", server);
        var page = await chromium.OpenAsync(site.Address);

        await Expect(page.GetByText("Captions start soon.")).ToBeHiddenAsync();
        await page.Locator("live-captions").EvaluateAsync("(element, key) => element.setAttribute('key', key)", token);
        await Expect(page.Locator("live-captions")).ToContainTextAsync("For guests only");
    }

    /// <summary>Somebody's site, on another origin than the server, with a policy that allows no inline style of ours.</summary>
    private sealed class Site(WebApplication app) : IAsyncDisposable
    {
        public string Address => app.Urls.First();

        public static async Task<Site> StartAsync(string body, TestServer server)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var app = builder.Build();
            app.MapGet("/favicon.ico", () => Results.NoContent());
            app.MapGet("/", () => Results.Content(
                "<!doctype html><html lang=\"en\"><head><title>A site</title><script type=\"module\" "
                + $"src=\"{server.Address}/embed/live-captions.js\"></script></head><body><main><h1>A site</h1>{body}</main></body></html>",
                "text/html"));
            await app.StartAsync();
            return new Site(app);
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
