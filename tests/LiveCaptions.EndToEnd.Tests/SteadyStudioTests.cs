using Microsoft.Playwright;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>What is read in the studio stays where it is.</summary>
public sealed class SteadyStudioTests
{
    private const string CountShifts = "window.shifts = 0; new PerformanceObserver((list) => list.getEntries().forEach(({ value, "
        + "hadRecentInput }) => { if (!hadRecentInput) window.shifts += value; })).observe({ type: 'layout-shift', buffered: true });";

    [Theory]
    [InlineData(390, 844)]
    [InlineData(1280, 800)]
    public async Task Nothing_shifts_while_captions_come(int width, int height)
    {
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        await chromium.Context.AddInitScriptAsync(CountShifts);
        var (id, _) = await server.Api.CreateSessionAsync();
        await server.StoreAsync(id, [.. Enumerable.Range(1, 40).Select(number => SaidSession.Final(id, number))]);
        var page = await chromium.OpenAsync("about:blank");
        await page.SetViewportSizeAsync(width, height);
        await page.GotoAsync($"{server.Address}/studio/{id}");
        var transcript = page.Locator("lc-history");
        await Assertions.Expect(transcript).ToContainTextAsync("40:");
        await page.EvaluateAsync("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
        await page.EvaluateAsync("window.shifts = 0");
        for (var i = 41; i <= 60; i++)
        {
            server.Post(SaidSession.Final(id, i, speaker: i % 3 == 0 ? "Bob" : "Ann"));
            await Assertions.Expect(transcript).ToContainTextAsync($"{i}:");
        }

        Assert.Equal(0, await page.EvaluateAsync<double>("window.shifts"));
    }
}
