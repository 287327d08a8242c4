using System.CommandLine;
using LiveCaptions.Server.Commands;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Bench;

/// <summary><c>bench streams</c></summary>
internal static class StreamsCommand
{
    private const double DefaultSeconds = 120;

    public static Command Create(Func<SpeechEngineOptions, CancellationToken, Task<SpeechEngine>> load, TimeProvider time)
    {
        var options = new BenchOptions(DefaultSeconds);
        var gap = LatencyCommand.GapOption(LatencyCommand.Gap);
        var streams = Count("--streams", "Streams at once (default: 1, 2, 4 and so on until words come too late)");
        var overload = Count(
            "--overload",
            "Tries so many streams against the server's limit: who is refused, is a word lost, how long until it has caught up");
        var admit = Count("--admit", "With --overload: streams the server takes (default: what it measures)");
        var command = new Command("streams", "How many live streams this machine holds") { streams, overload, admit, gap };
        options.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var clips = options.Clips(result);
            var pause = result.GetValue(gap);
            var (count, tried) = (result.GetValue(streams), result.GetValue(overload));
            var loading = new CpuUse(time);
            await using var server = await BenchServer.StartAsync(
                options.Engine(result), load, tried is null ? BenchServer.NoLimit : result.GetValue(admit), cancellationToken);
            var loaded = LoadFigures.Of(loading);
            await result.InvocationConfiguration.Error.WriteLineAsync(
                $"Speaking {clips.Sum(clip => clip.Duration + pause):F0} s per stream in real time");
            var programmes = new ProgrammeSet(clips, pause);
            IBenchFigures figures = tried is { } many
                ? await new OverloadBench(server, programmes, time).RunAsync(many, cancellationToken)
                : await new StreamsBench(server, programmes, time).RunAsync(count, cancellationToken);
            options.Report(
                result, server.Engine, loaded, figures, time.GetUtcNow(), ("streams", count),
                ("overload", tried), ("admit", result.GetValue(admit)), ("clips", clips.Count), ("gap", pause));
            return ExitCodes.Done;
        });
        return command;
    }

    private static Option<int?> Count(string name, string description)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > 1_000)
            {
                result.AddError($"{name} goes from 1 to 1000.");
            }
        });
        return option;
    }
}
