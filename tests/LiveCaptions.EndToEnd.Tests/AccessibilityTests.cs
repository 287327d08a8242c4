using LiveCaptions.EndToEnd.Host;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>The pages without a mouse and without a screen.</summary>
public sealed class AccessibilityTests
{
    private const int MostTabs = 30;
    private static readonly string[] Controls = ["- button", "- link", "- textbox", "- combobox", "- radio", "- meter"];

    [Fact]
    public async Task Keyboard_alone_starts_and_stops_and_every_control_has_a_name()
    {
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync(server.Address);
        var studio = new StudioPage(page);
        await AssertAllNamedAsync(page);

        await TabToAsync(page, "More settings all optional");
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync(page, "Title");
        await page.Keyboard.TypeAsync("By hand");
        await page.Keyboard.PressAsync("Enter");
        await studio.ShowsAsync("live");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("By hand");
        await AssertAllNamedAsync(page);

        await TabToAsync(page, "Stop");
        await page.Keyboard.PressAsync("Enter");
        await studio.ShowsAsync("finished");
        await AssertAllNamedAsync(page);
    }

    [Fact]
    public async Task Screen_readers_are_told_finals_only()
    {
        using var folder = new TempFolder();
        var file = folder.File("tones.wav");
        WavFile.Write(file, Tones.Speak(6));
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var studio = new StudioPage(await chromium.OpenAsync(server.Address + StudioPage.ByWebSocket));
        await studio.StartFileAsync(file);
        await studio.Announcements.EvaluateAsync("""
            log => {
              window.told = [...log.children].map(node => node.textContent.trim());
              new MutationObserver(changes => changes.forEach(change => change.addedNodes.forEach(
                node => node.textContent.trim() && window.told.push(node.textContent.trim())))).observe(log, { childList: true, subtree: true });
            }
            """);

        await studio.ShowsAsync("finished");

        var finals = await server.Api.GetFinalsAsync(await studio.SessionIdAsync());
        var told = await studio.Page.EvaluateAsync<string[]>("() => window.told");
        Assert.Equal(finals.Select(cue => cue.Text), told);
        Assert.Equal("polite", await studio.Announcements.GetAttributeAsync("aria-live"));
    }

    private static async Task TabToAsync(IPage page, string name)
    {
        for (var tab = 0; tab < MostTabs; tab++)
        {
            await page.Keyboard.PressAsync("Tab");
            var focused = await page.EvaluateAsync<string>("""
                () => {
                  let element = document.activeElement;
                  while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
                  return element.getAttribute("name") === "title" ? "Title" : (element.innerText ?? "").replace(/\s+/g, " ");
                }
                """);
            if (focused.Trim() == name)
            {
                return;
            }
        }

        Assert.Fail($"'{name}' is not reached by Tab.");
    }

    private static async Task AssertAllNamedAsync(IPage page)
    {
        var tree = await page.Locator("body").AriaSnapshotAsync();
        var controls = tree.Split('\n').Select(line => line.Trim()).Where(line => Array.Exists(Controls, line.StartsWith)).ToList();
        Assert.NotEmpty(controls);
        Assert.All(controls, control => Assert.Contains(" \"", control, StringComparison.Ordinal));
    }
}
