using System.Text.Json;

namespace LiveCaptions.Speech.Tests.Models;

public sealed class AccuracyModelTests(TinyEngine engine, ITestOutputHelper output)
{
    private const double MostWordErrors = 0.06;

    [Fact]
    public async Task Read_books_are_written_with_few_errors()
    {
        var folder = Path.Combine(Repository.SharedData, "asr");
        Assert.SkipUnless(Directory.Exists(folder), $"There is no {folder}.");
        var (errors, words) = (0, 0);
        foreach (var (file, text) in Clips(folder))
        {
            var finals = await engine.FinalsAsync(await Audio.ReadAsync(Path.Combine(folder, file)));
            var truth = WordErrors.Normalise(text);
            var heard = WordErrors.Normalise(string.Join(' ', finals.SelectMany(f => f.Words).Select(w => w.Text)));
            var wrong = WordErrors.Count(truth, heard);
            output.WriteLine($"{file}: {wrong} of {truth.Length}: {string.Join(' ', heard)}");
            (errors, words) = (errors + wrong, words + truth.Length);
        }

        output.WriteLine($"{errors} of {words} words are wrong.");
        Assert.InRange(errors / (double)words, 0, MostWordErrors);
    }

    /// <summary>Four of every eleven LibriSpeech clips: 25 from all readers.</summary>
    private static IEnumerable<(string File, string Text)> Clips(string folder) => File.ReadLines(Path.Combine(folder, "manifest.jsonl"))
        .Select(line => JsonSerializer.Deserialize<JsonElement>(line))
        .Where(clip => clip.GetProperty("corpus").GetString()!.StartsWith("LibriSpeech", StringComparison.Ordinal))
        .Where((_, i) => i % 11 < 4)
        .Select(clip => (clip.GetProperty("file").GetString()!, clip.GetProperty("text").GetString()!));
}
