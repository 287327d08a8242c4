using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>Every page for who zooms to 400 % (320 CSS pixels of 1,280), and in the colours of Windows' contrast themes.</summary>
public sealed class ReflowTests
{
    private const int Narrow = 320;

    private const string OpenAll = """
        () => {
          const open = (root) => root.querySelectorAll("*").forEach((element) => {
            if (element.localName === "details") element.open = true;
            if (element.shadowRoot) open(element.shadowRoot);
          });
          open(document);
        }
        """;

    [Fact]
    public async Task Every_page_is_read_without_scrolling_sideways_at_four_hundred_per_cent_and_in_forced_colors()
    {
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var (id, _) = await server.Api.CreateSessionAsync(title: "A programme with a rather long title about everything");
        await server.StoreAsync(id, [.. Enumerable.Range(1, 6).Select(number => SaidSession.Timed(id, number))]);
        await server.StoreRecordingAsync(id, new short[160_000]);
        var (open, _) = await server.Api.CreateSessionAsync(title: "Not yet");

        foreach (var (name, path) in ((string, string)[])
        [
            ("home", "/"), ("studio", $"/studio/{open}"), ("watch", $"/watch/{id}"), ("library", "/library"),
            ("recording", $"/library/{id}"), ("admin", "/admin"), ("overlay-builder", $"/overlay-builder?session={id}"),
            ("lost", "/nothing-here"),
        ])
        {
            var page = await chromium.OpenAsync(server.Address + path);
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
            await page.EvaluateAsync(OpenAll);
            await page.SetViewportSizeAsync(Narrow, 640);
            Assert.Equal((name, Narrow), (name, await page.EvaluateAsync<int>("document.documentElement.scrollWidth")));
            await Axe.AssertCleanAsync(page);
            await Screenshots.TakeOneAsync(page, $"{name}-400-per-cent", fullPage: true);

            await page.SetViewportSizeAsync(1000, 800);
            await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
            await Axe.AssertCleanAsync(page);
            await Screenshots.TakeOneAsync(page, $"{name}-forced-colors", fullPage: false);
            await page.CloseAsync();
        }
    }
}
