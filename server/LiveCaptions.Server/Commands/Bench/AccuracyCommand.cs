using System.CommandLine;
using System.Text.Json;
using LiveCaptions.Server.Exports;
using LiveCaptions.Speech;

namespace LiveCaptions.Server.Commands.Bench;

/// <summary><c>bench accuracy</c></summary>
internal static class AccuracyCommand
{
    public static Command Create(Func<SpeechEngineOptions, CancellationToken, Task<SpeechEngine>> load, TimeProvider time)
    {
        var options = new BenchOptions(seconds: null);
        var hypotheses = new Option<string?>("--hyp") { Description = "Writes what was recognised there, {id, text} per line, for another scorer", HelpName = "FILE" };
        var words = new Option<string?>("--words") { Description = "Writes each clip's JSON export there, with its words' times", HelpName = "DIR" };
        var command = new Command("accuracy", "Word error rate and processor time of transcribe") { hypotheses, words };
        options.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var clips = options.Clips(result);
            var loading = new CpuUse(time);
            await using var engine = await load(options.Engine(result), cancellationToken);
            var loaded = LoadFigures.Of(loading);
            var (figures, documents) = await new AccuracyBench(engine, time).RunAsync(clips, cancellationToken);
            WriteHypotheses(result.GetValue(hypotheses), clips, documents);
            WriteWords(result.GetValue(words), clips, documents);
            options.Report(result, engine, loaded, figures, time.GetUtcNow());
            return ExitCode.Done;
        });
        return command;
    }

    private static void WriteHypotheses(string? path, IReadOnlyList<BenchClip> clips, IReadOnlyList<CaptionDocument> documents)
    {
        if (path is not null)
        {
            File.WriteAllLines(path, clips.Zip(documents, (clip, document) => JsonSerializer.Serialize(new { clip.Id, Text = AccuracyBench.TextOf(document) }, CaptionJson.Options)));
        }
    }

    private static void WriteWords(string? folder, IReadOnlyList<BenchClip> clips, IReadOnlyList<CaptionDocument> documents)
    {
        if (folder is null)
        {
            return;
        }

        Directory.CreateDirectory(folder);
        foreach (var (clip, document) in clips.Zip(documents))
        {
            using var file = File.Create(Path.Combine(folder, $"{clip.Id}.json"));
            new JsonFormat().Write(document, file);
        }
    }
}
