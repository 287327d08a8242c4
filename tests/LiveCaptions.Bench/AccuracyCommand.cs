using System.CommandLine;
using System.Text.Json;
using LiveCaptions.Bench.Conditions;
using LiveCaptions.Captions;
using LiveCaptions.Captions.Formats;
using LiveCaptions.Server.Commands;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Bench;

/// <summary><c>bench accuracy</c></summary>
internal static class AccuracyCommand
{
    public static Command Create(Func<SpeechEngineOptions, CancellationToken, Task<SpeechEngine>> load, TimeProvider time)
    {
        var options = new BenchOptions(seconds: null);
        var hypotheses = new Option<string?>("--hyp")
        {
            Description = "Writes what was recognised there, {id, text} per line, for another scorer",
            HelpName = "FILE"
        };
        var words = new Option<string?>("--words")
        {
            Description = "Writes each clip's JSON export there, with its words' times",
            HelpName = "DIR"
        };
        var conditions = new Option<bool>("--conditions")
        {
            Description = "Also in noise, by telephone, in a room, quiet, clipped and fast"
        };
        var condition = new Option<string[]>("--condition")
        {
            Description = "Only in this one; may be said more than once",
            HelpName = "NAME"
        };
        condition.AcceptOnlyFromAmong([.. ConditionTable.Names]);
        var speakers = SpeakerHalves.Option();
        var quality = CommonOptions.Quality();
        var command = new Command("accuracy", "Word error rate and processor time of transcribe")
        {
            quality, hypotheses, words, conditions, condition, speakers
        };
        options.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var corpus = BenchCorpus.Open(options.Data(result)).Clips;
            var half = result.GetValue(speakers)!;
            var clips = BenchCorpus.Spread(SpeakerHalves.Take(corpus, half), clip => clip.Duration, options.Seconds(result));
            var (all, names) = (result.GetValue(conditions), result.GetValue(condition) ?? []);
            var table = all || names.Length > 0 ? new ConditionTable(corpus, RecordedNoise.Find()) : null;
            var chosen = table?.Choose(names);
            var loading = new CpuUse(time);
            await using var engine = await load(options.Engine(result), cancellationToken);
            var loaded = LoadFigures.Of(loading);
            var bench = new AccuracyBench(engine, time, result.GetValue(quality));
            var run = chosen is null
                ? await AsTheyAreAsync(bench, clips, cancellationToken)
                : await InConditionsAsync(bench, clips, chosen, table!.Sounds, cancellationToken);
            WriteHypotheses(result.GetValue(hypotheses), run.Said);
            WriteWords(result.GetValue(words), run.Said);
            options.Report(
                result, engine, loaded, run.Figures, time.GetUtcNow(), ("quality", result.GetValue(quality)), ("speakers", half));
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<(IBenchFigures Figures, IEnumerable<(string Id, CaptionDocument Document)> Said)> AsTheyAreAsync(
        AccuracyBench bench, IReadOnlyList<BenchClip> clips, CancellationToken cancellationToken)
    {
        var (figures, documents) = await bench.RunAsync(clips, cancellationToken);
        return (figures, clips.Zip(documents, (clip, document) => (clip.Id, document)));
    }

    private static async Task<(IBenchFigures Figures, IEnumerable<(string Id, CaptionDocument Document)> Said)> InConditionsAsync(
        AccuracyBench bench, IReadOnlyList<BenchClip> clips, IReadOnlyList<(string Name, ICondition? Condition)> chosen,
        ClipSounds sounds, CancellationToken cancellationToken)
    {
        var (all, said) = (new List<AccuracyFigures>(), new List<(string, CaptionDocument)>());
        foreach (var (name, condition) in chosen)
        {
            using var made = condition is null ? null : await ConditionedClips.MakeAsync(name, condition, clips, sounds, cancellationToken);
            var heard = made?.Clips ?? clips;
            var (figures, documents) = await bench.RunAsync(heard, cancellationToken);
            all.Add(figures with { Condition = name });
            said.AddRange(heard.Zip(documents, (clip, document) => (clip.Id, document)));
        }

        return (new ConditionsFigures { Conditions = all }, said);
    }

    private static void WriteHypotheses(string? path, IEnumerable<(string Id, CaptionDocument Document)> said)
    {
        if (path is not null)
        {
            File.WriteAllLines(path, said.Select(one =>
                JsonSerializer.Serialize(new { one.Id, Text = AccuracyBench.TextOf(one.Document) }, CaptionJson.Options)));
        }
    }

    private static void WriteWords(string? folder, IEnumerable<(string Id, CaptionDocument Document)> said)
    {
        if (folder is null)
        {
            return;
        }

        Directory.CreateDirectory(folder);
        foreach (var (id, document) in said)
        {
            using var file = File.Create(Path.Combine(folder, $"{id}.json"));
            new JsonFormat().Write(document, file);
        }
    }
}
