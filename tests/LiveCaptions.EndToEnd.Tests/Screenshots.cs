using LiveCaptions.Server.Basics;
using Microsoft.Playwright;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>Pictures of pages at a phone's and a desktop's width, for people to look at.</summary>
public static class Screenshots
{
    /// <summary>Where they are kept; by default with what else is built.</summary>
    private static readonly string Folder =
        Environment.GetEnvironmentVariable("LIVECAPTIONS_SCREENSHOTS") ?? Path.Combine(HomeFolder.Find(), "artifacts", "screenshots");

    /// <summary>Of a page as it is.</summary>
    public static Task TakeOneAsync(IPage page, string name, bool fullPage) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}.png"), FullPage = fullPage });

    public static async Task TakeAsync(IPage page, string name)
    {
        var before = page.ViewportSize!;
        foreach (var (device, width, height) in ((string, int, int)[])[("phone", 390, 844), ("desktop", 1280, 800)])
        {
            await page.SetViewportSizeAsync(width, height);
            foreach (var theme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
            {
                await page.EmulateMediaAsync(new() { ColorScheme = theme, ReducedMotion = ReducedMotion.Reduce });
                await page.ScreenshotAsync(new()
                {
                    Path = Path.Combine(Folder, $"{name}-{device}-{(theme == ColorScheme.Light ? "light" : "dark")}.png"),
                    FullPage = device == "phone"
                });
            }
        }

        await page.SetViewportSizeAsync(before.Width, before.Height);
    }
}
