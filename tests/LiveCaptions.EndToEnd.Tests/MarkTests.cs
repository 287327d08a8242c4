using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>Places that people mark, in the studio and in the library; words to be looked at; uploads.</summary>
public sealed class MarkTests
{
    [Fact]
    public async Task Mark_is_put_in_the_studio_by_a_key_named_and_gone_to_in_the_library()
    {
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var (id, _) = await server.Api.CreateSessionAsync();
        var page = await chromium.OpenAsync($"{server.Address}/studio/{id}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop" }).WaitForAsync();

        await page.Keyboard.PressAsync("Alt+b");
        await page.GetByText("Marks (1)").ClickAsync();
        await page.GetByPlaceholder("What is it about?").FillAsync("Welcome <b>");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByLabel("What the mark at 0:00 is about")).ToHaveValueAsync("Welcome <b>");
        await Axe.AssertCleanAsync(page);
        await Screenshots.TakeAsync(page, "studio-marks");

        await server.StoreAsync(id, [.. Enumerable.Range(1, 6).Select(number => SaidSession.Timed(id, number))]);
        await server.StoreRecordingAsync(id, new short[400_000]);
        await page.GotoAsync($"{server.Address}/library/{id}");
        await Expect(page.GetByText("0:00 / 0:25")).ToBeVisibleAsync();
        await page.Locator("lc-cue-rows .when").Nth(2).ClickAsync();
        await page.Keyboard.PressAsync("Alt+b");
        await Expect(page.GetByText("Marks (2)")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Alt+Shift+N");
        await Expect(page.GetByText("0:00 / 0:25")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Alt+n");
        await Expect(page.GetByText("0:09 / 0:25")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Alt+Equal");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Farther" })).ToBeEnabledAsync();
        Assert.NotEqual("25", await page.GetByLabel("Place in the recording").GetAttributeAsync("max"));
        await page.GetByText("Marks (2)").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove Mark 0:09" }).ClickAsync();
        await Expect(page.GetByText("Marks (1)")).ToBeVisibleAsync();
        await Axe.AssertCleanAsync(page);
        Assert.Empty(chromium.Complaints);
    }

    [Fact]
    public async Task Uncertain_words_are_walked_through_and_written_over_by_keyboard()
    {
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var (id, _) = await server.Api.CreateSessionAsync();
        await server.StoreAsync(id, [.. Enumerable.Range(1, 4)
            .Select(number => SaidSession.Timed(id, number, $"{number}: it is by far better"))]);
        await server.StoreRecordingAsync(id, new short[400_000]);
        var page = await chromium.OpenAsync($"{server.Address}/library/{id}");
        await page.GetByText("Uncertain words (4)").ClickAsync();
        await Expect(page.GetByText("0:00 / 0:25")).ToBeVisibleAsync();
        await Axe.AssertCleanAsync(page);
        await Screenshots.TakeAsync(page, "recording-review");

        await page.Keyboard.PressAsync("Alt+u");
        Assert.Equal("far", await page.Locator("lc-cue-panel textarea").EvaluateAsync<string>(
            "(field) => field.value.slice(field.selectionStart, field.selectionEnd)"));
        await page.Keyboard.PressAsync("Alt+u");
        await page.Keyboard.TypeAsync("much");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Uncertain words (3)")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Alt+Shift+U");
        await Expect(page.Locator("lc-cue-rows [aria-current]")).ToContainTextAsync("1:");
        Assert.Contains("2: it is by much better", (await server.Api.GetFinalsAsync(id)).Select(cue => cue.Text));
    }
}
