using LiveCaptions.Captions.Cues;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>The page that lies over a picture in OBS.</summary>
public sealed class OverlayTests
{
    private const int Updates = 40;
    private static readonly TimeSpan UpdateTime = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task At_five_updates_a_second_no_box_ever_changes_its_size_or_its_place()
    {
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var (id, _) = await server.Api.CreateSessionAsync();
        var page = await OpenAsync(chromium, server.Address, id, "?size=32&lines=2&hide=0");
        await page.EvaluateAsync("""
            () => {
                window.shifts = 0;
                window.boxes = new Set();
                window.frames = 0;
                new PerformanceObserver((list) => (window.shifts += list.getEntries().length)).observe({ type: "layout-shift", buffered: true });
                const look = () => {
                    const { x, y, width, height } = document.querySelector(".overlay").getBoundingClientRect();
                    window.boxes.add([x, y, width, height].join());
                    window.frames++;
                    requestAnimationFrame(look);
                };
                look();
            }
            """);
        var devTools = await page.Context.NewCDPSessionAsync(page);
        await devTools.SendAsync("Performance.enable");
        var before = await LayoutsAsync(devTools);

        using var pace = new PeriodicTimer(UpdateTime, TimeProvider.System);
        for (var i = 1; i <= Updates; i++)
        {
            await pace.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            server.Post(Interim(id, i, string.Join(' ', Enumerable.Range(1, i * 2).Select(word => $"word{word}"))));
        }

        await Expect(page.Locator("body")).ToContainTextAsync($"word{Updates * 2}");
        var layouts = await LayoutsAsync(devTools) - before;
        Assert.Equal(0, await page.EvaluateAsync<int>("window.shifts"));
        Assert.Equal(1, await page.EvaluateAsync<int>("window.boxes.size"));
        Assert.InRange(layouts, 1, Updates * 2);
        Assert.Empty(chromium.Complaints);
    }

    [Fact]
    public async Task Lines_roll_and_the_page_around_them_is_transparent()
    {
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var (id, _) = await server.Api.CreateSessionAsync();
        var page =
            await OpenAsync(chromium, server.Address, id, "?size=40&width=50&lines=2&color=ffff00&font=DejaVu%20Sans&align=center&hide=2");

        server.Post(
            Interim(id, 1, "It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of foolishness"));
        await Expect(page.Locator("body")).ToContainTextAsync("foolishness");

        var lines = await page.Locator(".overlay p:not(.waiting)").AllInnerTextsAsync();
        Assert.Equal(2, lines.Count);
        Assert.DoesNotContain("best", string.Concat(lines), StringComparison.Ordinal);
        Assert.Equal("rgba(0, 0, 0, 0)", await StyleAsync(page, "body", "backgroundColor"));
        Assert.Equal("rgb(255, 255, 0)", await StyleAsync(page, ".overlay", "color"));
        Assert.Contains("DejaVu Sans", await StyleAsync(page, ".overlay", "fontFamily"), StringComparison.Ordinal);
        var widest = await page.EvaluateAsync<double>(
            "Math.max(...[...document.querySelectorAll('.overlay span')].map((span) => span.getBoundingClientRect().width))");
        Assert.InRange(widest, 100, 500);

        // After a silence nothing is left on the picture.
        await Expect(page.Locator(".overlay")).ToHaveCSSAsync("opacity", "0");
    }

    [Fact]
    public async Task Overlay_of_a_session_that_is_not_there_shows_nothing()
    {
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var page = await OpenAsync(chromium, server.Address, "nothing-here", "");

        await page.WaitForRequestAsync("**/hubs/captions**");
        await page.WaitForTimeoutAsync(500);

        Assert.Empty((await page.Locator("body").InnerTextAsync()).Trim());
        Assert.Equal("0", await StyleAsync(page, ".overlay", "opacity"));
    }

    [Fact]
    public async Task Overlay_comes_back_by_itself_and_says_nothing_meanwhile()
    {
        await using var server = await TestServer.StartAsync();
        await using var line = new CuttableProxy(server.Address);
        await using var chromium = await Chromium.StartAsync();
        var (id, _) = await server.Api.CreateSessionAsync();
        var page = await OpenAsync(chromium, line.Address, id, "?hide=0");
        server.Post(Interim(id, 1, "before the cut"));
        await Expect(page.Locator("body")).ToContainTextAsync("before the cut");

        line.Cut();
        await page.WaitForTimeoutAsync(1_500);
        Assert.Equal("before the cut", (await page.Locator("body").InnerTextAsync()).Trim());
        line.Mend();

        for (var i = 2; i < 200 && !(await page.Locator("body").InnerTextAsync()).Contains("after the cut", StringComparison.Ordinal); i++)
        {
            server.Post(Interim(id, i, $"after the cut {i}"));
            await page.WaitForTimeoutAsync(100);
        }

        await Expect(page.Locator("body")).ToContainTextAsync("after the cut");
    }

    /// <summary>Opens it and waits until it watches.</summary>
    private static async Task<IPage> OpenAsync(Chromium chromium, string address, string id, string query)
    {
        var page = await chromium.OpenAsync("about:blank");
        var watching = new TaskCompletionSource();
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) =>
        {
            // The reply to Watch.
            if (frame.Text?.Contains("\"type\":3", StringComparison.Ordinal) == true)
            {
                watching.TrySetResult();
            }
        };
        await page.GotoAsync($"{address}/overlay/{id}{query}");
        await watching.Task.WaitAsync(TimeSpan.FromSeconds(60));
        return page;
    }

    private static Cue Interim(string sessionId, int number, string text) => new()
    {
        SessionId = sessionId,
        Seq = number,
        Id = "c1",
        Revision = number,
        Kind = CueKind.Interim,
        Start = 1,
        End = 2,
        Text = text,
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    private static Task<string> StyleAsync(IPage page, string selector, string property) =>
        page.EvaluateAsync<string>($"getComputedStyle(document.querySelector('{selector}')).{property}");

    private static async Task<double> LayoutsAsync(ICDPSession devTools)
    {
        var metrics = (await devTools.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics");
        return metrics.EnumerateArray().First(metric => metric.GetProperty("name").GetString() == "LayoutCount")
            .GetProperty("value").GetDouble();
    }
}
