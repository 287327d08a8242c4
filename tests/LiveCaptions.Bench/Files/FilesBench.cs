using LiveCaptions.Speech;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Bench.Files;

/// <summary>
/// One long file (1) made of clips, (2) transcribed undisturbed, (3) transcribed again, killed half-way and started again:
/// the two outputs must be the same.
/// </summary>
internal sealed class FilesBench(SpeechEngineOptions engine, TimeProvider time, TextWriter progress)
{
    private const double Gap = 0.8;
    private const string Name = "long";

    public async Task<FilesFigures> RunAsync(IReadOnlyList<BenchClip> clips, TimeSpan length, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("livecaptions-bench-");
        try
        {
            // (1)
            var file = Path.Combine(folder.FullName, $"{Name}.opus");
            await progress.WriteLineAsync($"Making a file of {length.TotalMinutes:0.#} minutes");
            await LongFile.WriteAsync(file, await Programme.JoinAsync(clips, Gap, cancellationToken), length, cancellationToken);
            return await MeasureAsync(file, length, folder, cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<FilesFigures> MeasureAsync(string file, TimeSpan length, DirectoryInfo folder, CancellationToken cancellationToken)
    {
        // (2)
        var whole = folder.CreateSubdirectory("whole").FullName;
        await progress.WriteLineAsync("Transcribing it undisturbed");
        var (undisturbed, resident, _) = await RunAsync(file, whole, killAt: null, cancellationToken);

        // (3)
        var cut = folder.CreateSubdirectory("cut").FullName;
        await progress.WriteLineAsync("Transcribing it, to be killed half-way");
        var (untilKilled, _, killedAt) = await RunAsync(file, cut, AudioFormat.ToSamples(length.TotalSeconds / 2), cancellationToken);
        await progress.WriteLineAsync("Going on with it");
        var (resumed, _, _) = await RunAsync(file, cut, killAt: null, cancellationToken);
        var (expected, found) = (await OutputAsync(whole, cancellationToken), await OutputAsync(cut, cancellationToken));
        return new FilesFigures
        {
            Hours = Math.Round(length.TotalHours, 4),
            Seconds = Math.Round(undisturbed.TotalSeconds, 1),
            Speed = Math.Round(length / undisturbed, 2),
            PeakPerMinute = FilesFigures.PeaksOf(resident),
            Growth = FilesFigures.GrowthOf(resident),
            Cues = expected.Count(line => line.Contains("-->", StringComparison.Ordinal)),
            KilledAt = Math.Round(AudioFormat.ToSeconds(killedAt), 3),
            SecondsUntilKilled = Math.Round(untilKilled.TotalSeconds, 1),
            SecondsResumed = Math.Round(resumed.TotalSeconds, 1),
            WasKilled = killedAt > 0,
            IsSame = expected.SequenceEqual(found, StringComparer.Ordinal),
        };
    }

    private async Task<(TimeSpan Took, List<double> Resident, long KilledAt)> RunAsync(
        string file, string folder, long? killAt, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        using var child = TranscribeChild.Start(file, folder, "vtt", engine, time);
        var killedAt = await child.WatchAsync(killAt, cancellationToken);
        return (time.GetElapsedTime(start), child.Resident, killedAt);
    }

    private static Task<string[]> OutputAsync(string folder, CancellationToken cancellationToken) =>
        File.ReadAllLinesAsync(Path.Combine(folder, $"{Name}.vtt"), cancellationToken);
}
