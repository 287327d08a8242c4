using System.CommandLine;
using LiveCaptions.Server.Commands;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Bench.Correction;

/// <summary><c>bench correction</c></summary>
internal static class CorrectionCommand
{
    public static Command Create(Func<SpeechEngineOptions, CancellationToken, Task<SpeechEngine>> load, TimeProvider time)
    {
        var options = new BenchOptions(seconds: null);
        var cues = Count("--cues", "Finals of the session", 5_000, 100_000);
        var viewers = Count("--viewers", "Who watches", 20, 200);
        var rounds = Count("--rounds", "Corrections of single cues, one after the other", 200, 10_000);
        var command = new Command(
            "correction", "Corrections, search and replace, undo and redo in a long session: how soon they are stored, and with viewers")
        {
            cues, viewers, rounds
        };
        options.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var engine = options.Engine(result);
            var (finals, watching, corrections) = (result.GetValue(cues), result.GetValue(viewers), result.GetValue(rounds));
            var loading = new CpuUse(time);
            var use = default(LoadFigures);
            await using var server = await BenchServer.StartAsync(
                engine,
                async (asked, stop) =>
                {
                    var loaded = await load(asked, stop);
                    use = LoadFigures.Of(loading);
                    return loaded;
                },
                maxStreams: null,
                cancellationToken);
            var figures = await new CorrectionBench(server, time).RunAsync(finals, watching, corrections, cancellationToken);
            options.Report(
                result, server.Engine, use!, figures, time.GetUtcNow(), ("cues", finals), ("viewers", watching), ("rounds", corrections));
            return ExitCodes.Done;
        });
        return command;
    }

    private static Option<int> Count(string name, string description, int usual, int most)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var count && (count < 1 || count > most))
            {
                result.AddError($"{name} goes from 1 to {most}.");
            }
        });
        return option;
    }
}
