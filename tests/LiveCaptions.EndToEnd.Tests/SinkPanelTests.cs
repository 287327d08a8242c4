using System.Text.RegularExpressions;
using LiveCaptions.EndToEnd.Host;
using LiveCaptions.Server.Tests.Live.Sinks;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>Captions to OBS and YouTube, set up on the page.</summary>
public sealed class SinkPanelTests
{
    [Fact]
    public async Task OBS_is_added_gets_captions_is_changed_and_removed()
    {
        const string Password = "over the air";
        using var folder = new TempFolder();
        var microphone = folder.File("microphone.wav");
        WavFile.Write(microphone, Tones.Speak(20));
        await using var obs = await FakeObs.StartAsync(Password);
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync(microphone);
        var page = await chromium.OpenAsync(server.Address);
        await new StudioPage(page).StartMicrophoneAsync();

        await new StudioPage(page).UnfoldAsync("Send captions to…");
        await Expect(page.GetByLabel("Overlay for OBS (browser source)", new() { Exact = true })).ToHaveValueAsync(
            new Regex($"^{server.Address}/overlay/", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await page.GetByLabel("Address of OBS").FillAsync(obs.Address);
        await page.GetByLabel("Password of its WebSocket server").FillAsync("wrong");
        await SendAsync(page);
        await Expect(page.Locator(".sink.failing")).ToContainTextAsync("OBS refuses the password");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove OBS (obs)" }).ClickAsync();
        await Expect(page.Locator(".sink")).ToHaveCountAsync(0);

        await page.GetByLabel("Address of OBS").FillAsync(obs.Address);
        await page.GetByLabel("Password of its WebSocket server").FillAsync(Password);
        await SendAsync(page);
        await Expect(page.Locator(".sink.live")).ToContainTextAsync(
            new Regex("Live · [1-9]", RegexOptions.None, TimeSpan.FromSeconds(1)), new() { Timeout = 30_000 });
        Assert.Contains(obs.Captions, caption => caption.StartsWith('w'));

        await page.GetByLabel("Delay of OBS (obs) in seconds").FillAsync("2.5");
        await page.GetByLabel("Delay of OBS (obs) in seconds").PressAsync("Enter");
        await Expect(page.Locator(".sink.live")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Delay of OBS (obs) in seconds")).ToHaveValueAsync("2.5");
        Assert.Empty(chromium.Complaints);
    }

    [Fact]
    public async Task Wrong_address_for_YouTube_is_explained_and_a_right_one_shows_no_key()
    {
        await using var server = await TestServer.StartAsync(
            settings: new Dictionary<string, string?> { ["Outgoing:Allow"] = "127.0.0.1:1" });
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync(server.Address);
        await new StudioPage(page).StartMicrophoneAsync();
        await new StudioPage(page).UnfoldAsync("Send captions to…");
        await page.GetByLabel("Send to").SelectOptionAsync("youtube");

        await page.GetByLabel("Captions ingestion URL").FillAsync("my-stream-key");
        await SendAsync(page);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("YouTube Studio");

        await page.GetByLabel("Captions ingestion URL").FillAsync("http://127.0.0.1:1/closedcaption?cid=secret-key");
        await SendAsync(page);
        await Expect(page.Locator(".sink.failing")).ToContainTextAsync("YouTube cannot be reached");
        await Expect(page.GetByLabel("Send to")).ToHaveValueAsync("obs");
        await Expect(page.GetByLabel("Address of OBS")).ToBeVisibleAsync();
        Assert.DoesNotContain("secret-key", await page.Locator("body").InnerTextAsync(), StringComparison.Ordinal);
    }

    private static Task SendAsync(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
}
