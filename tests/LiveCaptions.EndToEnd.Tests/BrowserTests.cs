using System.Text.RegularExpressions;
using LiveCaptions.EndToEnd.Host;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>The pages in a real browser, on the real server.</summary>
public sealed class BrowserTests
{
    private const int WordCount = 12;
    private static readonly Regex AnyWord = new(@"w\d+", RegexOptions.None, TimeSpan.FromSeconds(1));

    [Fact]
    public async Task What_a_microphone_hears_is_read_on_two_pages_and_downloaded()
    {
        using var folder = new TempFolder();
        var microphone = folder.File("microphone.wav");
        WavFile.Write(microphone, Tones.Speak(WordCount));
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync(microphone);
        var studio = new StudioPage(await chromium.OpenAsync(server.Address));

        await studio.StartMicrophoneAsync();
        await studio.HearsAsync(AnyWord);
        var watching = new StudioPage(await chromium.OpenAsync(await studio.WatchLinkAsync()));
        await watching.HearsAsync(AnyWord);
        await watching.ShowsAsync("live");
        await studio.StopAsync();
        await watching.ShowsAsync("finished");

        var words = FinalCue.WordsOf(await server.Api.GetFinalsAsync(await studio.SessionIdAsync()));
        Assert.NotEmpty(words);
        foreach (var format in (string[])["VTT", "SRT", "TXT"])
        {
            Assert.Equal(words, WordsIn(await studio.DownloadAsync(format)));
        }

        Assert.Equal(words, WordsIn(await watching.Transcript.InnerTextAsync()));
        Assert.Empty(chromium.Complaints);
    }

    [Fact]
    public async Task A_file_comes_through_a_cut_line_whole_and_once()
    {
        using var folder = new TempFolder();
        var file = folder.File("tones.wav");
        WavFile.Write(file, Tones.Speak(WordCount));
        await using var server = await TestServer.StartAsync();
        await using var line = new CuttableProxy(server.Address);
        await using var chromium = await Chromium.StartAsync();
        var studio = new StudioPage(await chromium.OpenAsync(line.Address + StudioPage.ByWebSocket));

        await studio.StartFileAsync(file);
        var watching = new StudioPage(await chromium.OpenAsync(await studio.WatchLinkAsync()));
        await studio.HearsAsync(AnyWord);
        line.Cut();
        await studio.ShowsAsync("reconnecting…");
        await watching.ShowsAsync("reconnecting…");
        line.Mend();

        // The file ends by itself, and with it the session.
        await studio.ShowsAsync("finished");
        await watching.ShowsAsync("finished");
        var expected = Tones.Words(WordCount);
        Assert.Equal(expected, FinalCue.WordsOf(await server.Api.GetFinalsAsync(await studio.SessionIdAsync())));
        Assert.Equal(expected, WordsIn(await studio.Transcript.InnerTextAsync()));
        Assert.Equal(expected, WordsIn(await watching.Transcript.InnerTextAsync()));
    }

    [Fact]
    public async Task An_uploaded_file_is_captioned_whole_and_a_bad_one_is_told()
    {
        using var folder = new TempFolder();
        var (good, bad) = (folder.File("tones.wav"), folder.File("film.mp4"));
        WavFile.Write(good, Tones.Speak(WordCount));
        await File.WriteAllTextAsync(bad, "no film");
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync(server.Address);
        var studio = new StudioPage(page);

        await studio.UploadAsync(good);
        await studio.ShowsAsync("finished");
        await Expect(studio.Transcript).ToContainTextAsync(Tones.Words(WordCount)[^1]);
        Assert.Equal(Tones.Words(WordCount), WordsIn(await studio.Transcript.InnerTextAsync()));

        await studio.BeginAnewAsync();
        await studio.UploadAsync(bad);
        await studio.ShowsAsync("failed");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This is no audio or video that the server can read.");
        Assert.Empty(chromium.Complaints);
    }

    [Fact]
    public async Task Who_comes_late_reads_what_was_said_before()
    {
        using var folder = new TempFolder();
        var file = folder.File("tones.wav");
        WavFile.Write(file, Tones.Speak(WordCount));
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var studio = new StudioPage(await chromium.OpenAsync(server.Address + StudioPage.ByWebSocket));

        await studio.StartFileAsync(file);
        await studio.ShowsAsync("finished");
        var late = new StudioPage(await chromium.OpenAsync(await studio.WatchLinkAsync()));

        await late.ShowsAsync("finished");
        await Expect(late.Transcript).ToContainTextAsync(Tones.Words(WordCount)[^1]);
        Assert.Equal(Tones.Words(WordCount), WordsIn(await late.Transcript.InnerTextAsync()));
        Assert.Empty((await late.Announcements.InnerTextAsync()).Trim());
        Assert.Empty(chromium.Complaints);
    }

    [Fact]
    public async Task A_session_that_does_not_exist_is_said_so()
    {
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync($"{server.Address}/watch/nothing-here");

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("no session");
        await new StudioPage(page).ShowsAsync("not available");
    }

    private static List<string> WordsIn(string text) => [.. AnyWord.Matches(text).Select(match => match.Value)];
}
