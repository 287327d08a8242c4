using System.Text.RegularExpressions;
using LiveCaptions.EndToEnd.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>The pages under the content security policy that the server sends with them.</summary>
public sealed class PolicyTests
{
    private const string Listen = "window.violations = []; document.addEventListener('securitypolicyviolation', "
        + "(e) => window.violations.push(`${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber} ${e.sample}`));";
    private static readonly Regex AnyWord = new(@"w\d+", RegexOptions.None, TimeSpan.FromSeconds(1));

    [Theory]
    [InlineData("/")]
    [InlineData(StudioPage.ByWebSocket)]
    public async Task Captions_are_started_watched_and_laid_over_without_a_violation(string start)
    {
        using var folder = new TempFolder();
        var microphone = folder.File("microphone.wav");
        WavFile.Write(microphone, Tones.Speak(12));
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync(microphone);
        await chromium.Context.AddInitScriptAsync(Listen);
        var studio = new StudioPage(await chromium.OpenAsync(server.Address + start));

        await studio.StartMicrophoneAsync();
        await studio.HearsAsync(AnyWord);
        var watching = new StudioPage(await chromium.OpenAsync(await studio.WatchLinkAsync()));
        await watching.HearsAsync(AnyWord);
        var overlay = await chromium.OpenAsync($"{server.Address}/overlay/{await studio.SessionIdAsync()}");
        await Expect(overlay.Locator("body")).ToContainTextAsync(AnyWord, new() { Timeout = StudioPage.Patience });
        await studio.StopAsync();

        foreach (var page in (IPage[])[studio.Page, watching.Page, overlay])
        {
            Assert.Empty(await page.EvaluateAsync<string[]>("window.violations"));
        }

        Assert.Empty(chromium.Complaints);
    }

    [Fact]
    public async Task Scripts_that_somebody_puts_into_a_page_do_not_run()
    {
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        await chromium.Context.AddInitScriptAsync(Listen);
        var page = await chromium.OpenAsync(server.Address);

        await page.EvaluateAsync("() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1'; "
            + "document.body.append(s); document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran = 2\">'); }");
        await Expect(page.Locator("img[src=x]")).ToHaveCountAsync(1);
        await page.WaitForFunctionAsync("window.violations.length >= 2");

        Assert.Null(await page.EvaluateAsync<int?>("window.ran ?? null"));
    }

    [Fact]
    public async Task Style_sheet_that_obs_puts_into_the_overlay_counts()
    {
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var (id, _) = await server.Api.CreateSessionAsync();
        var page = await chromium.OpenAsync($"{server.Address}/overlay/{id}");

        // As obs-browser does.
        await page.EvaluateAsync("() => { const s = document.createElement('style'); s.appendChild(document.createTextNode('body { margin: "
            + "7px; }')); document.head.appendChild(s); }");

        // The policy lets no inline style count: the overlay's own script takes it over.
        await Expect(page.Locator("body")).ToHaveCSSAsync("margin-top", "7px");
        Assert.All(chromium.Complaints, complaint => Assert.Contains("Content Security Policy", complaint, StringComparison.Ordinal));

        await page.EvaluateAsync("() => document.body.insertAdjacentHTML('beforeend', '<style>body { margin: 9px; "
            + "}</style><p style=\"margin: 9px\" id=p>x</p>')");
        await Expect(page.Locator("body")).ToHaveCSSAsync("margin-top", "7px");
        await Expect(page.Locator("#p")).Not.ToHaveCSSAsync("margin-left", "9px");
    }

    [Fact]
    public async Task Pages_are_framed_by_sites_that_were_named_and_by_no_others()
    {
        await using var site = await FramingSite.StartAsync();
        await using var closed = await TestServer.StartAsync();
        await using var open = await TestServer.StartAsync(
            settings: new Dictionary<string, string?> { ["Web:FrameOrigins"] = site.Address });
        await using var chromium = await Chromium.StartAsync();

        Assert.True(await IsShownAsync(open, "/watch/"));
        Assert.True(await IsShownAsync(open, "/overlay/"));
        Assert.False(await IsShownAsync(open, ""));
        Assert.False(await IsShownAsync(closed, "/watch/"));
        Assert.False(await IsShownAsync(closed, "/overlay/"));

        async Task<bool> IsShownAsync(TestServer server, string path)
        {
            var id = path.Length == 0 ? "" : (await server.Api.CreateSessionAsync(isPublic: true)).Id;
            var page = await chromium.OpenAsync($"{site.Address}/?{Uri.EscapeDataString($"{server.Address}{path}{id}")}");
            await page.WaitForLoadStateAsync(LoadState.Load);
            return page.Frames[^1].Url.StartsWith(server.Address, StringComparison.Ordinal);
        }
    }

    /// <summary>Somebody's site, which frames what its query says.</summary>
    private sealed class FramingSite(WebApplication app) : IAsyncDisposable
    {
        public string Address => app.Urls.First();

        public static async Task<FramingSite> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var app = builder.Build();
            app.MapGet("/", (HttpRequest request) => Results.Content(
                $"<!doctype html><iframe src=\"{Uri.UnescapeDataString(request.QueryString.Value![1..])}\"></iframe>", "text/html"));
            await app.StartAsync();
            return new FramingSite(app);
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
