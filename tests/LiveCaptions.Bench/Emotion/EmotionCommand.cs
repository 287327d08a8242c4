using System.CommandLine;
using LiveCaptions.Server.Basics;
using LiveCaptions.Server.Commands;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Bench.Emotion;

/// <summary><c>bench emotion</c></summary>
internal static class EmotionCommand
{
    /// <summary>Corpora that are read calmly; others beside them may be anything.</summary>
    private const string Calm = "LibriSpeech";

    private static readonly string[] Acted = ["emotion", "emotion-nc"];

    public static Command Create(Func<SpeechEngineOptions, CancellationToken, Task<SpeechEngine>> load, TimeProvider time)
    {
        var options = new BenchOptions(seconds: null, folder: string.Join(" and ", Acted.Select(EmotionCorpus.Folder)));
        var calm = new Option<string?>("--calm")
        {
            Description = $"Folder of recordings with a manifest.jsonl; those of {Calm} are read calmly (default: "
                + $"{EmotionCorpus.Folder("asr")} beside the repository)",
            HelpName = "DIR",
        };
        var command = new Command(
            "emotion", "How well it is heard how something is said, false labels on calm reading, and what that costs") { calm };
        options.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var acted = Take(Clips(options.Data(result), Acted), options.Seconds(result));
            if (acted.Count == 0)
            {
                throw new UsageException($"There are no recordings in {string.Join(" or ", Acted.Select(EmotionCorpus.Folder))} beside the "
                    + "repository. Give a folder with a manifest.jsonl: --data DIR");
            }

            var read = Take(
                Clips(result.GetValue(calm), ["asr"]).Where(clip => clip.Corpus.StartsWith(Calm, StringComparison.Ordinal)),
                options.Seconds(result));
            var timed = read.Count > 0 ? read : acted;
            var without = await HearWithoutAsync(load, options.Engine(result) with { Emotions = false }, timed, time, cancellationToken);
            var loading = new CpuUse(time);
            await using var engine = await load(options.Engine(result), cancellationToken);
            var loaded = LoadFigures.Of(loading);
            if (engine.Emotions is not { } emotions)
            {
                throw new UsageException($"{engine.Recognizer.Name} does not hear how something is said.");
            }

            var bench = new EmotionBench(engine, time);
            var (ofTimed, cpu) = await WarmAsync(bench, timed, cancellationToken);
            var ofActed = ReferenceEquals(timed, acted) ? ofTimed : (await bench.HearAsync(acted, cancellationToken)).Heard;
            var audio = timed.Sum(clip => clip.Audio.Duration);
            var figures = new EmotionFigures
            {
                SureFrom = emotions.SureFrom,
                Groups = [.. ofActed.GroupBy(heard => heard.Clip.Corpus, StringComparer.Ordinal)
                    .Select(corpus => EmotionGroup.Of(corpus.Key, [.. corpus], emotions.SureFrom))],
                Calm = read.Count > 0 ? CalmFigures.Of(ofTimed) : null,
                CpuSecondsPerAudioSecond = Math.Round(cpu / audio, 4),
                CpuSecondsPerAudioSecondWithout = Math.Round(without / audio, 4),
            };
            options.Report(result, engine, loaded, figures, time.GetUtcNow(), ("recordings", acted.Count), ("calm", read.Count));
            return ExitCodes.Done;
        });
        return command;
    }

    /// <param name="folder">Null looks for the sets beside the repository; those that are not there are left out.</param>
    private static IEnumerable<EmotionClip> Clips(string? folder, string[] sets)
    {
        string[] folders = folder is not null
            ? [folder]
            : [.. sets.Select(set => Path.Combine(HomeFolder.Find(), EmotionCorpus.Folder(set))).Where(Directory.Exists)];
        return folders.SelectMany(EmotionCorpus.Open);
    }

    private static IReadOnlyList<EmotionClip> Take(IEnumerable<EmotionClip> clips, double? seconds) =>
        BenchCorpus.Spread([.. clips], clip => clip.Audio.Duration, seconds);

    private static async Task<double> HearWithoutAsync(
        Func<SpeechEngineOptions, CancellationToken, Task<SpeechEngine>> load, SpeechEngineOptions options,
        IReadOnlyList<EmotionClip> clips, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var engine = await load(options, cancellationToken);
        return (await WarmAsync(new EmotionBench(engine, time), clips, cancellationToken)).CpuSeconds;
    }

    /// <summary>
    /// The first recordings of a process also compile what they run: they are heard once more and count for nothing then.
    /// </summary>
    private static async Task<(IReadOnlyList<HeardEmotion> Heard, double CpuSeconds)> WarmAsync(
        EmotionBench bench, IReadOnlyList<EmotionClip> clips, CancellationToken cancellationToken)
    {
        await bench.HearAsync([.. clips.Take(8)], cancellationToken);
        return await bench.HearAsync(clips, cancellationToken);
    }
}
