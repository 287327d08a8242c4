using System.CommandLine;
using LiveCaptions.Server.Commands;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Bench;

/// <summary><c>bench timing</c></summary>
internal static class TimingCommand
{
    private const double Gap = 0.5;

    public static Command Create(Func<SpeechEngineOptions, CancellationToken, Task<SpeechEngine>> load, TimeProvider time)
    {
        var options = new BenchOptions(seconds: null);
        var gap = LatencyCommand.GapOption(Gap);
        var command = new Command("timing", "How right the times of words are") { gap };
        options.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var pause = result.GetValue(gap);
            var programme = await TimedProgramme.JoinAsync(options.Clips(result), pause, cancellationToken);
            var loading = new CpuUse(time);
            await using var engine = await load(options.Engine(result), cancellationToken);
            var loaded = LoadFigures.Of(loading);
            var figures = await new TimingBench(engine).RunAsync(programme, cancellationToken);
            options.Report(result, engine, loaded, figures, time.GetUtcNow(), ("gap", pause));
            return ExitCodes.Done;
        });
        return command;
    }
}
