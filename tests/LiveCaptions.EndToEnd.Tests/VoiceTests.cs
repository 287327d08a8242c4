using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>Voices that are remembered, on the page, with the real models.</summary>
public sealed class VoiceTests
{
    private const string Text = "The weather is fine today, and seven children are playing in the garden behind the house. " +
        "Please open the window before the meeting begins. After lunch we shall walk to the river and look at the boats.";

    [Fact]
    public async Task A_voice_is_remembered_with_consent_names_its_speaker_in_a_later_session_and_is_forgotten()
    {
        using var folder = new TempFolder();
        var speech = folder.File("speech.wav");
        await SpokenText.WriteAsync(speech, Text);
        await using var server = await TestServer.StartWithSpeechAsync();
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync(server.Address);
        var studio = new StudioPage(page);
        await studio.UploadAsync(speech);
        await studio.ShowsAsync("finished");

        await studio.UnfoldAsync("Speakers");
        await page.GetByText("Remembered voices").ClickAsync();
        await Expect(page.GetByText("None. A voice is remembered only")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remember this voice (Speaker 1)" }).ClickAsync();
        await page.GetByLabel("Name of this person").FillAsync("Anna");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remember", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Remembered as Anna.")).ToHaveCountAsync(0);
        await page.GetByLabel("This person has agreed").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remember", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Remembered as Anna.")).ToBeVisibleAsync();
        await Expect(page.GetByText("Remembered voices (1)")).ToBeVisibleAsync();

        await studio.BeginAnewAsync();
        await studio.UnfoldAsync("More settings");
        await page.GetByLabel("Name the speakers whose voices are remembered").CheckAsync();
        await studio.UploadAsync(speech);
        await studio.ShowsAsync("finished");
        await Expect(studio.Transcript).ToContainTextAsync("Anna:");

        await studio.UnfoldAsync("Speakers");
        await page.GetByText("Remembered voices").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Forget the voice of Anna" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Forget Anna for good" }).ClickAsync();
        await Expect(page.GetByText("Remembered voices (0)")).ToBeVisibleAsync();
        Assert.Empty(chromium.Complaints);
    }
}
