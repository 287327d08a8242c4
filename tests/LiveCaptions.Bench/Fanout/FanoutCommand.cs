using System.CommandLine;
using LiveCaptions.Server.Commands;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Bench.Fanout;

/// <summary><c>bench fanout</c></summary>
internal static class FanoutCommand
{
    private const double DefaultSeconds = 60;
    private const int DefaultViewers = 2_000;
    private const int MostViewers = 100_000;
    private const int DefaultProcesses = 4;
    private const int MostProcesses = 64;

    public static Command Create(Func<SpeechEngineOptions, CancellationToken, Task<SpeechEngine>> load, TimeProvider time)
    {
        var options = new BenchOptions(DefaultSeconds);
        var viewers = Count("--viewers", "Viewers by SignalR of the one session", DefaultViewers, MostViewers);
        var processes = Count("--processes", "Processes that they are in", DefaultProcesses, MostProcesses);
        var gap = LatencyCommand.GapOption(LatencyCommand.Gap);
        var command = new Command(
            "fanout", "One live session with very many viewers: how late its captions are with them, and what they cost the server")
        {
            viewers, processes, gap
        };
        options.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var clips = options.Clips(result);
            var engine = options.Engine(result);
            var pause = result.GetValue(gap);
            var programme = await Programme.JoinAsync(clips, pause, cancellationToken);
            var loading = new CpuUse(time);

            // Only to know what it is: the server has its own.
            var loaded = await load(engine, cancellationToken);
            await loaded.DisposeAsync();
            var use = LoadFigures.Of(loading);
            var figures = await new FanoutBench(engine, time, result.InvocationConfiguration.Error)
                .RunAsync(programme, result.GetValue(viewers), result.GetValue(processes), cancellationToken);
            options.Report(
                result, loaded, use, figures, time.GetUtcNow(), ("clips", clips.Count), ("gap", pause),
                ("viewers", result.GetValue(viewers)), ("processes", result.GetValue(processes)));
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
