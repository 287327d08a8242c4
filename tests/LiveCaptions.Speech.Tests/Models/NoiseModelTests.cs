using System.Text.Json;

namespace LiveCaptions.Speech.Tests.Models;

public sealed class NoiseModelTests(TinyEngine engine)
{
    /// <summary>Ten minutes in all.</summary>
    [Theory]
    [InlineData("silence")]
    [InlineData("faint white")]
    [InlineData("white")]
    [InlineData("loud white")]
    [InlineData("rumble")]
    [InlineData("swelling rumble")]
    [InlineData("hum")]
    [InlineData("clicks")]
    [InlineData("tones")]
    [InlineData("beeps")]
    public async Task A_minute_of_noise_gives_no_word(string kind) =>
        Assert.Equal("", await HeardAsync(Noise.Make(kind, 60)));

    [Fact]
    public async Task Real_clips_without_speech_give_no_word()
    {
        var folder = Path.Combine(Repository.SharedData, "noise");
        Assert.SkipUnless(Directory.Exists(folder), $"There is no {folder}.");
        var failures = new List<string>();
        foreach (var line in await File.ReadAllLinesAsync(Path.Combine(folder, "manifest.jsonl")))
        {
            using var clip = JsonDocument.Parse(line);
            var file = clip.RootElement.GetProperty("file").GetString()!;
            if (await HeardAsync(await Audio.ReadAsync(Path.Combine(folder, file))) is { Length: > 0 } heard)
            {
                failures.Add($"{file}: {heard}");
            }
        }

        Assert.Equal("", string.Join('\n', failures));
    }

    /// <summary>Words with their times and confidences.</summary>
    private async Task<string> HeardAsync(float[] samples) => string.Join(' ', (await engine.FinalsAsync(samples)).SelectMany(f => f.Words)
        .Select(w => $"{w.Text} ({AudioFormat.ToSeconds(w.Start):F2}-{AudioFormat.ToSeconds(w.End):F2} s, {w.Confidence:F2})"));
}
