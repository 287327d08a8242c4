using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>The page that builds the address of an overlay, and what the overlay says of addresses that are wrong.</summary>
public sealed class OverlayBuilderTests
{
    [Fact]
    public async Task Address_is_built_by_looking_at_it_and_the_overlay_takes_it()
    {
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var (id, _) = await server.Api.CreateSessionAsync();
        var page = await chromium.OpenAsync($"{server.Address}/overlay-builder?session={id}");
        var preview = page.FrameLocator("iframe");
        await Expect(preview.Locator(".overlay")).ToContainTextAsync("And so it goes on");

        await page.GetByLabel("Preset").SelectOptionAsync("Television: yellow on black");
        await page.GetByLabel("Lines").FillAsync("3");
        await page.GetByLabel("Names of speakers").UncheckAsync();

        var address = await page.GetByRole(AriaRole.Textbox, new() { Name = "Overlay" }).InputValueAsync();
        Assert.StartsWith($"{server.Address}/overlay/{id}?", address, StringComparison.Ordinal);
        await Expect(preview.Locator(".overlay")).ToHaveCSSAsync("color", "rgb(255, 255, 0)");
        await Expect(preview.Locator(".overlay")).Not.ToContainTextAsync("Ann");
        await Screenshots.TakeAsync(page, "overlay-builder");
        await Axe.AssertCleanAsync(page);

        var overlay = await chromium.OpenAsync(address);
        await Expect(overlay.Locator(".overlay")).ToHaveCSSAsync("color", "rgb(255, 255, 0)");
        await Expect(overlay.Locator(".problems")).ToHaveCountAsync(0);
        await Axe.AssertCleanAsync(overlay);
        Assert.Empty(chromium.Complaints);
    }

    [Fact]
    public async Task Misspelt_colour_is_told_to_who_tries_it_and_captions_can_be_read_all_the_same()
    {
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var (id, _) = await server.Api.CreateSessionAsync();
        var page = await chromium.OpenAsync($"{server.Address}/overlay/{id}?color=yelow&lines=99&colour=red");

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("color=yelow is not used");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("lines is a number from 1 to 8");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("is color meant?");
        await Expect(page.Locator(".overlay")).ToHaveCSSAsync("color", "rgb(255, 255, 255)");

        await chromium.Context.AddInitScriptAsync("window.obsstudio = {};");
        var inObs = await chromium.OpenAsync($"{server.Address}/overlay/{id}?color=yelow");
        await Expect(inObs.Locator(".overlay")).ToHaveCountAsync(1);
        await Expect(inObs.Locator(".problems")).ToHaveCountAsync(0);
    }
}
