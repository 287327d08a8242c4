using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>The pages at <c>/</c> and <c>/studio/{id}</c>, used as a person uses them.</summary>
public sealed class StudioPage(IPage page)
{
    /// <summary>Behind the page's address: sound goes by WebSocket, which changes no sample.</summary>
    public const string ByWebSocket = "/?transport=websocket";

    /// <summary>Milliseconds that anything may take.</summary>
    public const float Patience = 30_000;

    public IPage Page => page;

    public ILocator Transcript => page.GetByRole(AriaRole.Region, new() { Name = "Transcript" });

    /// <summary>What screen readers are told.</summary>
    public ILocator Announcements => page.GetByRole(AriaRole.Log);

    public async Task StartMicrophoneAsync()
    {
        await StartAsync();
        await ShowsAsync("live");
    }

    /// <summary>Plays a file on the page.</summary>
    public async Task StartFileAsync(string path)
    {
        await ChooseFileAsync(path);
        await page.GetByLabel("Play it here").CheckAsync();
        await StartAsync();
        await ShowsAsync("live");
    }

    /// <summary>Hands a file to the server, to be captioned as fast as possible.</summary>
    public async Task UploadAsync(string path)
    {
        await ChooseFileAsync(path);
        await StartAsync();
    }

    public async Task StopAsync()
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();
        await ShowsAsync("finished");
    }

    /// <summary>Back to the start.</summary>
    public Task BeginAnewAsync() => page.GetByRole(AriaRole.Link, new() { Name = "New session" }).ClickAsync();

    /// <summary>Shows what belongs to a heading such as <c>Speakers</c>.</summary>
    public Task UnfoldAsync(string heading) => page.Locator($"lc-disclosure[label='{heading}'] >> summary").First.ClickAsync();

    /// <summary>Waits for a state such as <c>reconnecting…</c> to be shown.</summary>
    public Task ShowsAsync(string state) => Expect(page.Locator("lc-state")).ToContainTextAsync(state, new() { Timeout = Patience });

    /// <summary>Waits for the transcript to hold something.</summary>
    public Task HearsAsync(Regex pattern) => Expect(Transcript).ToContainTextAsync(pattern, new() { Timeout = Patience });

    public Task<string> WatchLinkAsync() => page.GetByLabel("Link for viewers", new() { Exact = true }).InputValueAsync();

    public async Task<string> SessionIdAsync() => new Uri(await WatchLinkAsync()).Segments[^1];

    public async Task<string> DownloadAsync(string format)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Download" }).ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex($"^{format} ", RegexOptions.None, TimeSpan.FromSeconds(1)) })
                .ClickAsync());
        await page.Keyboard.PressAsync("Escape");
        return await File.ReadAllTextAsync(await download.PathAsync());
    }

    private Task StartAsync() => page.GetByRole(AriaRole.Button, new() { Name = "Start captions" }).ClickAsync();

    private async Task ChooseFileAsync(string path)
    {
        await page.GetByRole(AriaRole.Radio, new() { Name = "File" }).CheckAsync();
        await page.GetByLabel("Audio or video file").SetInputFilesAsync(path);
    }
}
