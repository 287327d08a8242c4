using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LiveCaptions.Benchmarks.Chromium;

/// <summary>The page at <c>/</c>, started and stopped as a person does it.</summary>
internal sealed class StudioDriver(IPage page)
{
    private const float Patience = 30_000;

    /// <returns>The session's id, once sound is sent.</returns>
    public async Task<string> StartMicrophoneAsync()
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Start captions" }).ClickAsync();
        await ShowsAsync("live", Patience);
        var link = await page.GetByLabel("Link for viewers", new() { Exact = true }).InputValueAsync();
        return new Uri(link).Segments[^1];
    }

    /// <returns>The session's id, once sound is sent.</returns>
    public async Task<string> StartFileAsync(string path)
    {
        await page.GetByRole(AriaRole.Radio, new() { Name = "File" }).CheckAsync();
        await page.GetByLabel("Audio or video file").SetInputFilesAsync(path);
        await page.GetByLabel("Play it here").CheckAsync();
        return await StartMicrophoneAsync();
    }

    /// <param name="seconds">How long the file still goes on at most.</param>
    public Task UntilFinishedAsync(double seconds) => ShowsAsync("finished", Patience + (float)(seconds * 1000));

    public async Task StopAsync()
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();
        await ShowsAsync("finished", Patience);
    }

    public async Task<PageClock> ClockAsync() =>
        (await page.EvaluateAsync<JsonElement>("() => window.bench")).Deserialize<PageClock>(JsonSerializerOptions.Web)!;

    public Task CloseAsync() => page.CloseAsync();

    private Task ShowsAsync(string state, float patience) =>
        Expect(page.Locator("lc-state")).ToContainTextAsync(state, new() { Timeout = patience });
}
