using System.Text.RegularExpressions;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>The whole way with the real models.</summary>
public sealed class SpeechTests
{
    private const string Text =
        "The weather is fine today. Seven children are playing in the garden. Please open the window before the meeting begins.";

    // What is said before the connection is there is not sent.
    private const int LeadIn = 2 * 16_000;

    private static readonly Regex LastSentence = new("meeting begins", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

    [Fact]
    public async Task Speech_into_the_microphone_becomes_captions_that_say_the_same()
    {
        using var folder = new TempFolder();
        var microphone = folder.File("speech.wav");
        await SpokenText.WriteAsync(microphone, Text);
        WavFile.Write(microphone, [.. new short[LeadIn], .. WavFile.Read(microphone)]);
        await using var server = await TestServer.StartWithSpeechAsync();
        await using var chromium = await Chromium.StartAsync(microphone);
        var studio = new StudioPage(await chromium.OpenAsync(server.Address));

        await studio.StartMicrophoneAsync();
        await studio.HearsAsync(LastSentence);
        await studio.StopAsync();

        var missed = SpokenText.Missing(Text, await studio.DownloadAsync("VTT"));
        Assert.True(missed.Count <= 2, $"Not in the captions: {string.Join(' ', missed)}");
        Assert.Equal(["POST 201", "DELETE 200"], chromium.Publications.Whip);
        Assert.Empty(chromium.Publications.WebSockets);
        Assert.Empty(chromium.Complaints);
    }
}
