using System.Text.RegularExpressions;
using LiveCaptions.Speech;
using LiveCaptions.Speech.Inference;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>The whole way with the real models.</summary>
public sealed class SpeechTests
{
    private const string Text = "The weather is fine today. Seven children are playing in the garden. Please open the window before the meeting begins.";
    private static readonly Regex LastSentence = new("meeting begins", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

    [Fact]
    public async Task Speech_into_the_microphone_becomes_captions_that_say_the_same()
    {
        using var folder = new TempFolder();
        var microphone = folder.File("speech.wav");
        await SpokenText.WriteAsync(microphone, Text);
        await using var server = await StartOrSkipAsync();
        await using var chromium = await Chromium.StartAsync(microphone);
        var studio = new StudioPage(await chromium.OpenAsync(server.Address));

        await studio.StartMicrophoneAsync();
        await studio.HearsAsync(LastSentence);
        await studio.StopAsync();

        var captions = SpokenText.WordsOf(await studio.DownloadAsync("VTT")).ToHashSet(StringComparer.Ordinal);
        var missed = SpokenText.WordsOf(Text).Where(word => !captions.Contains(word)).ToList();
        Assert.True(missed.Count <= 2, $"Not in the captions: {string.Join(' ', missed)}");
        Assert.Empty(chromium.Complaints);
    }

    private static async Task<TestServer> StartOrSkipAsync()
    {
        try
        {
            return await TestServer.StartAsync(SpeechEngine.LoadAsync);
        }
        catch (ModelMissingException missing)
        {
            Assert.Skip(missing.Message);
            throw;
        }
    }
}
