using System.Text.Json;
using LiveCaptions.Server.Basics;
using Microsoft.Playwright;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>What axe-core (of the web client's packages) finds wrong with a page as it is now, in the light and in the dark.</summary>
public static class Axe
{
    private static readonly Lazy<string> Script = new(() =>
    {
        var path = Path.Combine(HomeFolder.Find(), "web-client", "node_modules", "axe-core", "axe.min.js");
        Assert.True(File.Exists(path), $"{path} is missing: run 'npm ci' in web-client, or './livecaptions test'.");
        return File.ReadAllText(path);
    });

    public static async Task AssertCleanAsync(IPage page)
    {
        foreach (var theme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await page.EmulateMediaAsync(new() { ColorScheme = theme, ReducedMotion = ReducedMotion.Reduce });
            var faults = await FaultsAsync(page);
            Assert.True(faults.Length == 0, $"{theme}, {page.Url}: {faults}");
        }
    }

    private static async Task<string> FaultsAsync(IPage page)
    {
        await page.EvaluateAsync($"() => {{ if (!window.axe) {{ {Script.Value} }} }}");
        var found = await page.EvaluateAsync<JsonElement>(
            "() => axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => "
            + "violations.map(({ id, help, nodes }) => `${id} (${help}): ${nodes.map(({ target, "
            + "html }) => `${target} ${html.slice(0, 200)}`).join(' | ')}`))");
        return string.Join('\n', found.EnumerateArray().Select(fault => fault.GetString()));
    }
}
