using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>Keys on the page at <c>/admin</c>, and that no key stands in an address.</summary>
public sealed partial class KeyPageTests
{
    [Fact]
    public async Task Keys_are_made_shown_once_listed_and_revoked_and_the_first_is_kept_by_its_tab()
    {
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync($"{server.Address}/admin");
        await Expect(page.GetByText("There is no key:")).ToBeVisibleAsync();
        await Axe.AssertCleanAsync(page);

        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Owner");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a key" }).ClickAsync();
        await Expect(page.GetByLabel("Owner", new() { Exact = true })).ToHaveValueAsync(KeyPattern());
        await Expect(page.GetByText("this tab’s")).ToBeVisibleAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Hall <b>");
        await page.GetByLabel("It lets its holder").SelectOptionAsync("view");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a key" }).ClickAsync();
        await Expect(page.GetByLabel("Hall <b>", new() { Exact = true })).ToHaveValueAsync(KeyPattern());
        await Expect(page.GetByText(new Regex("by Owner", RegexOptions.None, TimeSpan.FromSeconds(1)))).ToBeVisibleAsync();
        await Axe.AssertCleanAsync(page);
        await Screenshots.TakeAsync(page, "admin-keys");

        await page.ReloadAsync();
        var hall = page.Locator("lc-admin-keys bdi").GetByText("Hall <b>");
        await Expect(hall).ToBeVisibleAsync();
        Assert.DoesNotContain("lc_", await page.Locator("lc-admin-keys").InnerTextAsync(), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke: Hall" }).ClickAsync();
        await Axe.AssertCleanAsync(page);
        await page.Locator("lc-admin-keys lc-dialog").GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await Expect(hall).ToHaveCountAsync(0);
        await page.GetByLabel("Also those that open nothing any more").CheckAsync();
        await Expect(page.Locator("lc-admin-keys lc-state[text=revoked]")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke: Owner" }).ClickAsync();
        await page.Locator("lc-admin-keys lc-dialog").GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("No other key opens everything");
    }

    [Fact]
    public async Task Recording_and_quality_page_open_without_the_key_in_their_addresses()
    {
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var (id, _) = await server.Api.CreateSessionAsync();
        await server.StoreAsync(id, [SaidSession.Timed(id, 1)]);
        await server.StoreRecordingAsync(id, new short[160_000]);
        var key = await server.MakeKeyAsync();
        var asked = new List<string>();
        chromium.Context.Request += (_, request) => asked.Add(request.Url);
        var page = await chromium.OpenAsync($"{server.Address}/library/{id}");
        await page.Locator("input[type=password]").FillAsync(key);
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByText("0:00 / 0:10")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Play", Exact = true }).ClickAsync();
        await Expect(page.GetByText("0:01 / 0:10")).ToBeVisibleAsync();
        var quality = await chromium.Context.RunAndWaitForPageAsync(
            () => page.GetByRole(AriaRole.Link, new() { Name = "Quality report" }).ClickAsync());
        await Expect(quality.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Caption quality");
        Assert.Contains(asked, address => address.EndsWith("/audio", StringComparison.Ordinal));
        Assert.DoesNotContain(asked, address => address.Contains(key, StringComparison.Ordinal));
        Assert.DoesNotContain(asked, address => address.Contains("access_token", StringComparison.Ordinal));
    }

    [GeneratedRegex("^lc_", RegexOptions.None, 1_000)]
    private static partial Regex KeyPattern();
}
