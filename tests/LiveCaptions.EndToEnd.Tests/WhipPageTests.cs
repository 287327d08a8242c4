using System.Text.RegularExpressions;
using LiveCaptions.EndToEnd.Host;
using static Microsoft.Playwright.Assertions;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>The page's sound over WebRTC, where the network or the server fail.</summary>
public sealed class WhipPageTests
{
    private const int WordCount = 12;

    // A network for documentation (RFC 5737): nobody is there.
    private const string Unreachable = "203.0.113.1=127.0.0.1";

    // Seconds that a browser takes at most to open a microphone; the page tries WebRTC for 4.
    private const double Opening = 2;

    // The page notices at once; a busy machine does not let it say so.
    private static readonly TimeSpan Notice = TimeSpan.FromSeconds(4);
    private static readonly Regex AnyWord = new(@"w\d+", RegexOptions.None, TimeSpan.FromSeconds(1));
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Where_UDP_is_blocked_all_that_was_said_goes_by_WebSocket()
    {
        using var folder = new TempFolder();
        var microphone = folder.File("microphone.wav");
        WavFile.Write(microphone, Tones.Speak(WordCount));
        await using var server = await TestServer.StartAsync(
            settings: new Dictionary<string, string?> { ["Whip:Addresses"] = Unreachable });
        await using var chromium = await Chromium.StartAsync(microphone);
        var studio = new StudioPage(await chromium.OpenAsync(server.Address));

        var started = TimeProvider.System.GetTimestamp();
        await studio.StartMicrophoneAsync();
        await studio.HearsAsync(AnyWord);
        var spoken = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        await studio.StopAsync();

        var id = await studio.SessionIdAsync();
        var recorded = await server.Api.GetDurationAsync(id);
        Assert.True(recorded > spoken - Opening, $"{recorded:F1} s were recorded of {spoken:F1} s.");
        Assert.Equal(0, await server.Api.GetLostAudioAsync(id));
        Assert.Equal(["POST 201", "DELETE 200"], chromium.Publications.Whip);
        Assert.Single(chromium.Publications.WebSockets);
        Assert.Empty(chromium.Complaints);
    }

    [Fact]
    public async Task A_killed_server_is_noticed_at_once_and_gets_all_that_was_said_when_it_is_restarted()
    {
        using var giveUp = new CancellationTokenSource(Patience);
        using var folder = new TempFolder();
        using var data = new TempFolder();
        var microphone = folder.File("microphone.wav");
        WavFile.Write(microphone, Tones.Speak(WordCount));
        await using var chromium = await Chromium.StartAsync(microphone);
        StudioPage studio;
        string address;
        IReadOnlyList<FinalCue> before;
        long started, killed;
        using (var doomed = await ServerProcess.StartAsync(data, "tones", giveUp.Token))
        {
            address = doomed.Api.Address;
            studio = new StudioPage(await chromium.OpenAsync(address));
            await studio.StartMicrophoneAsync();
            started = TimeProvider.System.GetTimestamp();
            await doomed.Api.WaitForFinalAsync(await studio.SessionIdAsync(), giveUp.Token);
            before = await doomed.Api.GetFinalsAsync(await studio.SessionIdAsync());
            killed = TimeProvider.System.GetTimestamp();
            await doomed.KillAsync();
        }

        await studio.ShowsAsync("reconnecting…");
        var noticed = TimeProvider.System.GetElapsedTime(killed);
        using var restarted = await ServerProcess.StartAsync(data, "tones", giveUp.Token, address);
        await studio.ShowsAsync("live");
        var known = await studio.Transcript.InnerTextAsync();
        await Expect(studio.Transcript).Not.ToHaveTextAsync(known, new() { UseInnerText = true, Timeout = StudioPage.Patience });
        var spoken = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        await studio.StopAsync();

        var id = await studio.SessionIdAsync();
        var after = await restarted.Api.GetFinalsAsync(id);
        Assert.Equal("finished", await restarted.Api.GetStateAsync(id));
        Assert.NotEmpty(before);
        Assert.Equal(before, after.Take(before.Count));
        Assert.True(after.Count > before.Count, "Nothing was captioned after the restart.");

        // What was said while there was no server was kept, and sent when it was back, by WebSocket.
        var recorded = await restarted.Api.GetDurationAsync(id);
        Assert.True(recorded > spoken - Opening, $"{recorded:F1} s were recorded of {spoken:F1} s.");
        Assert.Equal(0, await restarted.Api.GetLostAudioAsync(id));
        Assert.Equal(["POST 201"], chromium.Publications.Whip);
        Assert.NotEmpty(chromium.Publications.WebSockets);
        Assert.True(noticed < Notice, $"The page said so after {noticed.TotalSeconds:F1} s.");
    }
}
