using System.Text.Json;
using LiveCaptions.Bench.Files;
using LiveCaptions.Captions;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Bench.Changes;

/// <summary>
/// A long file that changes (1) made of clips, (2) each of which is transcribed by itself, for the times of its first
/// and last word, (3) transcribed, and
/// (4) compared: where are those words.
/// </summary>
internal sealed class ChangesBench(SpeechEngineOptions engine, TimeProvider time, TextWriter progress)
{
    /// <summary>A word that is further away than this, in seconds, is not the one.</summary>
    private const double Near = 5;

    public async Task<ChangesFigures> RunAsync(IReadOnlyList<BenchClip> clips, TimeSpan length, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("livecaptions-bench-");
        try
        {
            // (1)
            var file = Path.Combine(folder.FullName, "changes.ts");
            await progress.WriteLineAsync($"Making a file of {length.TotalHours:0.#} hours");
            var spoken = await new ChangingFile(length).WriteAsync(file, clips, cancellationToken);

            // (2)
            await progress.WriteLineAsync("Transcribing its clips by themselves");
            var alone = new Dictionary<string, IReadOnlyList<CueWord>>(StringComparer.Ordinal);
            foreach (var clip in spoken.Select(one => one.Clip).DistinctBy(clip => clip.Path))
            {
                using var child = TranscribeChild.Start(clip.Path, folder.FullName, "json", engine, time);
                await child.WatchAsync(killAt: null, cancellationToken);
                (alone[clip.Path], _) = await ReadAsync(clip.Path, folder, cancellationToken);
            }

            // (3)
            await progress.WriteLineAsync("Transcribing it");
            var start = time.GetTimestamp();
            using var whole = TranscribeChild.Start(file, folder.FullName, "json", engine, time);
            await whole.WatchAsync(killAt: null, cancellationToken);
            var took = time.GetElapsedTime(start);
            var (words, duration) = await ReadAsync(file, folder, cancellationToken);

            // (4)
            List<double?> errors = [.. spoken.SelectMany(one => Errors(words, alone[one.Clip.Path], one.At))];
            return new ChangesFigures
            {
                Hours = Math.Round(length.TotalHours, 4),
                Changes = ChangingFile.Changes,
                Gaps = ChangingFile.Gaps,
                Seconds = Math.Round(took.TotalSeconds, 1),
                Duration = Math.Round(duration / 3600, 4),
                Offset = Distribution.Of(errors.OfType<double>().Select(Math.Abs)),
                Missing = errors.Count(error => error is null),
                Resident = whole.Resident.DefaultIfEmpty().Max(),
                Growth = FilesFigures.GrowthOf(whole.Resident),
                FfmpegPeak = Math.Round(whole.ChildPeak, 1),
            };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <returns>By how much the first and the last word of a clip are off; null where it is not there.</returns>
    private static IEnumerable<double?> Errors(IReadOnlyList<CueWord> words, IReadOnlyList<CueWord> clip, double at)
    {
        if (clip.Count == 0)
        {
            return [];
        }

        return new[] { clip[0], clip[^1] }.Select(expected => words
            .Where(word => Math.Abs(word.Start - at - expected.Start) < Near
                && SpokenWords.Of(word.Text).SequenceEqual(SpokenWords.Of(expected.Text), StringComparer.Ordinal))
            .Select(word => (double?)(word.Start - at - expected.Start))
            .MinBy(off => Math.Abs(off!.Value)));
    }

    private static async Task<(IReadOnlyList<CueWord> Words, double Duration)> ReadAsync(
        string input, DirectoryInfo folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder.FullName, $"{Path.GetFileNameWithoutExtension(input)}.json");
        await using var file = File.OpenRead(path);
        var document = await JsonSerializer.DeserializeAsync<JsonElement>(file, CaptionJson.Options, cancellationToken);
        return (
            [.. document.GetProperty("cues").EnumerateArray().SelectMany(cue => cue.Deserialize<Cue>(CaptionJson.Options)!.Words ?? [])],
            document.GetProperty("session").GetProperty("duration").GetDouble());
    }
}
