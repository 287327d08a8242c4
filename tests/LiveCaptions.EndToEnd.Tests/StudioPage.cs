using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>The page at <c>/</c>, used as a person uses it.</summary>
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
        await page.GetByRole(AriaRole.Button, new() { Name = "Start captions" }).ClickAsync();
        await ShowsAsync("live");
    }

    public async Task StartFileAsync(string path)
    {
        await page.GetByRole(AriaRole.Radio, new() { Name = "A file Played" }).CheckAsync();
        await page.GetByLabel("File", new() { Exact = true }).SetInputFilesAsync(path);
        await page.GetByRole(AriaRole.Button, new() { Name = "Start captions" }).ClickAsync();
        await ShowsAsync("live");
    }

    /// <summary>Hands a file to the server, to be captioned as fast as possible.</summary>
    public async Task UploadAsync(string path)
    {
        await page.GetByRole(AriaRole.Radio, new() { Name = "Upload" }).CheckAsync();
        await page.GetByLabel("File", new() { Exact = true }).SetInputFilesAsync(path);
        await page.GetByRole(AriaRole.Button, new() { Name = "Start captions" }).ClickAsync();
    }

    public async Task StopAsync()
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();
        await ShowsAsync("finished");
    }

    /// <summary>Waits for a state such as <c>reconnecting…</c> to be shown.</summary>
    public Task ShowsAsync(string state) => Expect(page.Locator("lc-state")).ToContainTextAsync(state, new() { Timeout = Patience });

    /// <summary>Waits for the transcript to hold something.</summary>
    public Task HearsAsync(Regex pattern) => Expect(Transcript).ToContainTextAsync(pattern, new() { Timeout = Patience });

    public Task<string> WatchLinkAsync() => page.GetByLabel("Link for viewers").InputValueAsync();

    public async Task<string> SessionIdAsync() => new Uri(await WatchLinkAsync()).Segments[^1];

    public async Task<string> DownloadAsync(string format)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = $"Download {format}" }).ClickAsync());
        return await File.ReadAllTextAsync(await download.PathAsync());
    }
}
