using System.Text.Json;
using LiveCaptions.Server.Tests.Asking;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>Questions about a transcript, and its translations, beside the editor in the library.</summary>
public sealed class AskPanelTests
{
    [Fact]
    public async Task Question_is_answered_with_lines_to_jump_to_and_names_come_on_request()
    {
        await using var chat = await ChatHost.StartAsync();
        await using var server = await TestServer.StartAsync(settings: new Dictionary<string, string?>
        {
            ["Chat:Url"] = chat.Url,
            ["Chat:Model"] = "some-model",
        });
        await using var chromium = await Chromium.StartAsync();
        var id = await RecordedAsync(server);
        var page = await chromium.OpenAsync($"{server.Address}/library/{id}");
        await Expect(page.GetByText("0:00 / 0:25")).ToBeVisibleAsync();
        chat.Answer = _ => JsonSerializer.Serialize(new { answer = "<b>The best</b> of times.", cues = (string[])["c3", "c5"] });

        await page.GetByText("Ask the transcript").ClickAsync();
        await page.GetByLabel("Question").FillAsync("What was it?");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("<b>The best</b> of times.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "0:15 5:" }).ClickAsync();
        await Expect(page.GetByText("0:15 / 0:25")).ToBeVisibleAsync();
        await Expect(page.Locator("lc-cue-rows [aria-current]")).ToContainTextAsync("5:");
        await Axe.AssertCleanAsync(page);
        await Screenshots.TakeAsync(page, "recording-ask");

        chat.Answer = _ => JsonSerializer.Serialize(
            new { entities = (object[])[new { text = "Dickens", kind = "person", cues = (string[])["c2"] }] });
        await page.GetByRole(AriaRole.Button, new() { Name = "List names" }).ClickAsync();
        await Expect(page.GetByText("Dickens")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Dickens, at 0:06" }).ClickAsync();
        await Expect(page.GetByText("0:06 / 0:25")).ToBeVisibleAsync();
        await Axe.AssertCleanAsync(page);

        chat.Answer = _ => 500;
        await page.GetByRole(AriaRole.Button, new() { Name = "Summarise" }).ClickAsync();
        await Expect(page.GetByText("The language model gave no answer")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Translation_beside_the_editor_says_what_it_is_and_is_put_right_and_without_an_endpoint_there_is_nothing_to_ask()
    {
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var (id, _) = await server.Api.CreateSessionAsync();
        await server.TranslateIntoAsync(id, "es");
        var said = Enumerable.Range(1, 3).Select(number => SaidSession.Timed(id, number)).ToList();
        await server.StoreAsync(id, [.. said, .. said.Select((cue, i) => cue with
        {
            Id = $"{cue.Id}.es",
            Seq = 10 + i,
            Of = cue.Id,
            Language = "es",
            Text = $"{i + 1}: era",
            Words = null,
            Draft = i == 0,
            Stale = i == 2,
        })]);
        await server.StoreRecordingAsync(id, new short[400_000]);
        var page = await chromium.OpenAsync($"{server.Address}/library/{id}");
        await Expect(page.Locator("lc-cue-rows")).ToContainTextAsync("3:");

        await page.GetByText("Translation", new() { Exact = true }).ClickAsync();
        await Expect(page.GetByText("Machine translation: it may be wrong.")).ToBeVisibleAsync();
        await Axe.AssertCleanAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Next out of date (1)" }).ClickAsync();
        await Expect(page.Locator("lc-cue-rows [aria-current]")).ToContainTextAsync("3:");
        await Expect(page.GetByText("Out of date: the words were corrected since.")).ToBeVisibleAsync();
        await Screenshots.TakeAsync(page, "recording-translation");

        await page.GetByLabel("Words in Spanish").FillAsync("3: fue");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep the translation" }).ClickAsync();
        await Expect(page.GetByText("Out of date: the words were corrected since.")).ToBeHiddenAsync();
        await Axe.AssertCleanAsync(page);
        await Expect(page.GetByText("Ask the transcript")).ToHaveCountAsync(0);

        await page.GotoAsync($"{server.Address}/watch/{id}");
        await page.GetByLabel("Language of the captions").SelectOptionAsync("es");
        await Expect(page.Locator("lc-transcript")).ToContainTextAsync("3: fue");
        await Expect(page.GetByText("Machine translation: it may be wrong.")).ToHaveCountAsync(1);
        await Axe.AssertCleanAsync(page);
        await Screenshots.TakeAsync(page, "watch-translation");
        Assert.Empty(chromium.Complaints);
    }

    private static async Task<string> RecordedAsync(TestServer server)
    {
        var (id, _) = await server.Api.CreateSessionAsync();
        await server.StoreAsync(id, [.. Enumerable.Range(1, 6).Select(number => SaidSession.Timed(id, number))]);
        await server.StoreRecordingAsync(id, new short[400_000]);
        return id;
    }
}
