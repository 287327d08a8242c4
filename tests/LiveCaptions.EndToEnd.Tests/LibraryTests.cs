using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>The pages at <c>/library</c> and <c>/admin</c>.</summary>
public sealed class LibraryTests
{
    private const string Script = "<img src=x onerror='window.ran = 1'>";

    [Fact]
    public async Task Sessions_are_searched_filtered_opened_and_deleted_by_keyboard()
    {
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync($"{server.Address}/library");
        await Expect(page.GetByText("Nothing was captioned here yet.")).ToBeVisibleAsync();
        await Axe.AssertCleanAsync(page);

        var (zoo, _) = await server.Api.CreateSessionAsync(title: $"Zoo {Script}");
        await server.StoreAsync(zoo, [.. Enumerable.Range(1, 6).Select(n => SaidSession.Timed(zoo, n, $"A zebra {Script} number {n}"))]);
        await server.StoreRecordingAsync(zoo, new short[16_000]);
        var (tones, _) = await server.Api.CreateSessionAsync();
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 2 })).ToHaveCountAsync(2);

        await page.GetByRole(AriaRole.Searchbox).FocusAsync();
        await page.Keyboard.TypeAsync("zeb");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 2 })).ToHaveCountAsync(1);
        await Expect(page.Locator("mark")).ToHaveTextAsync(["zeb", "zeb", "zeb"]);
        await Expect(page.GetByText("In 3 more captions")).ToBeVisibleAsync();
        Assert.EndsWith("?words=zeb", page.Url, StringComparison.Ordinal);
        await Axe.AssertCleanAsync(page);
        await Screenshots.TakeAsync(page, "library-found");

        await page.GoBackAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 2 })).ToHaveCountAsync(2);
        await page.GetByLabel("State").SelectOptionAsync("finished");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 2 })).ToHaveCountAsync(1);
        await page.GetByLabel("To", new() { Exact = true }).FillAsync("2020-01-01");
        await Expect(page.GetByText("Nothing was found.")).ToBeVisibleAsync();
        await Axe.AssertCleanAsync(page);

        await page.GotoAsync($"{server.Address}/library");
        await Screenshots.TakeAsync(page, "library");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete Tones" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Axe.AssertCleanAsync(page);
        await page.Locator("lc-dialog[label^=Delete]").GetByRole(AriaRole.Button, new() { Name = "Delete" }).PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 2 })).ToHaveCountAsync(1);
        Assert.DoesNotContain(tones, await SessionsAsync(page), StringComparison.Ordinal);

        Assert.Null(await page.EvaluateAsync<int?>("window.ran ?? null"));
        Assert.Empty(chromium.Complaints);
    }

    [Fact]
    public async Task Server_with_keys_asks_for_one_in_library_and_administration()
    {
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var key = await server.MakeKeyAsync();
        foreach (var path in (string[])["/library", "/admin"])
        {
            var page = await chromium.OpenAsync(server.Address + path);
            await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("wants a key");
            await Axe.AssertCleanAsync(page);
            var field = page.Locator("input[type=password]");
            await field.FillAsync("lc_wrong");
            await field.PressAsync("Enter");
            await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("does not take this key");
            await field.FillAsync(key);
            await field.PressAsync("Enter");
            await Expect(field).ToHaveCountAsync(0);
            await Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        }
    }

    [Fact]
    public async Task Administration_shows_engine_streams_storage_jobs_and_uploads()
    {
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var (id, _) = await server.Api.CreateSessionAsync();
        await server.StoreRecordingAsync(id, new short[160_000]);

        var page = await chromium.OpenAsync($"{server.Address}/admin");

        await Expect(page.GetByText("0 of 10", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByText(new Regex("320 kB", RegexOptions.None, TimeSpan.FromSeconds(1)))).ToBeVisibleAsync();
        await Expect(page.GetByText("There is no work.")).ToBeVisibleAsync();
        await Expect(page.GetByText("YouTube’s quota: 0 of")).ToBeVisibleAsync();
        await Axe.AssertCleanAsync(page);
        await Screenshots.TakeAsync(page, "admin");
        Assert.Empty(chromium.Complaints);
    }

    private static Task<string> SessionsAsync(IPage page) =>
        page.EvaluateAsync<string>("fetch('/api/sessions').then((response) => response.text())");
}
