using LiveCaptions.Server.Basics;
using Microsoft.Playwright;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>What pages look like, kept as files for people to look at: on a phone and on a desk, in the light and in the dark.</summary>
public static class Screenshots
{
    private static readonly (string Name, int Width, int Height)[] Screens = [("phone", 390, 844), ("desk", 1280, 800)];

    /// <param name="name">Of the page and its state: the files are called after it.</param>
    public static async Task TakeAsync(IPage page, string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(HomeFolder.Find(), "artifacts", "screenshots")).FullName;
        foreach (var theme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await page.EmulateMediaAsync(new() { ColorScheme = theme, ReducedMotion = ReducedMotion.Reduce });
            foreach (var (screen, width, height) in Screens)
            {
                await page.SetViewportSizeAsync(width, height);
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{screen}-{theme.ToString().ToLowerInvariant()}.png") });
            }
        }
    }
}
