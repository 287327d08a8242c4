using LiveCaptions.FakeYouTube;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>From the library to YouTube, which is a fake one here, as <c>serve --fake-youtube</c> has it.</summary>
public sealed class UploadPageTests
{
    [Fact]
    public async Task Captions_go_to_a_video_and_progress_and_quota_are_shown()
    {
        await using var youTube = await YouTubeFake.StartAsync(new FakeOptions { KnowsEveryVideo = true }, TimeProvider.System);
        youTube.AddChannel("UC1", "Our channel");
        await using var server = await TestServer.StartAsync(settings: new Dictionary<string, string?>
        {
            ["YouTube:Address"] = youTube.Address.AbsoluteUri,
            ["YouTube:ClientId"] = youTube.Options.ClientId,
            ["YouTube:ClientSecret"] = youTube.Options.ClientSecret,
        });
        await using var chromium = await Chromium.StartAsync();
        var (id, _) = await server.Api.CreateSessionAsync();
        await server.StoreAsync(id, [.. Enumerable.Range(1, 3).Select(number => SaidSession.Timed(id, number))]);
        await server.StoreRecordingAsync(id, new short[400_000]);
        var page = await chromium.OpenAsync($"{server.Address}/library/{id}");
        await page.GetByText("Upload to YouTube").ClickAsync();
        await Expect(page.GetByText("No channel is connected yet.")).ToBeVisibleAsync();

        var consent = await chromium.Context.RunAndWaitForPageAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = "Connect a channel" }).ClickAsync());
        await Expect(consent.GetByText("Our channel is connected")).ToBeVisibleAsync();
        await consent.CloseAsync();
        await page.EvaluateAsync("dispatchEvent(new Event('focus'))");
        await Expect(page.GetByText("Goes to: Our channel")).ToBeVisibleAsync();
        await page.GetByLabel("Video (address or id)").FillAsync("https://youtu.be/video000001");
        await page.GetByLabel("Language", new() { Exact = true }).FillAsync("en");
        await page.GetByRole(AriaRole.Button, new() { Name = "Upload", Exact = true }).ClickAsync();

        await Expect(page.Locator("lc-uploads lc-state")).ToHaveAttributeAsync("text", "done", new() { Timeout = 20_000 });
        await Expect(page.GetByText("YouTube’s quota: 0 of")).ToHaveCountAsync(0);
        Assert.Equal("video000001", Assert.Single(youTube.Tracks).VideoId);
        await Axe.AssertCleanAsync(page);
        await Screenshots.TakeAsync(page, "recording-upload");
    }
}
