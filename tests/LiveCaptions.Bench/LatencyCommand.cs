using System.CommandLine;
using LiveCaptions.Server.Commands;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Bench;

/// <summary><c>bench latency</c></summary>
internal static class LatencyCommand
{
    public const double Gap = 0.8;
    private const double DefaultSeconds = 300;

    public static Command Create(Func<SpeechEngineOptions, CancellationToken, Task<SpeechEngine>> load, TimeProvider time)
    {
        var options = new BenchOptions(DefaultSeconds);
        var gap = GapOption(Gap);
        var command = new Command("latency", "How late words are in a live stream, how often they change, and what it costs") { gap };
        options.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var clips = options.Clips(result);
            var pause = result.GetValue(gap);
            var programme = await Programme.JoinAsync(clips, pause, cancellationToken);
            var loading = new CpuUse(time);
            await using var server = await BenchServer.StartAsync(options.Engine(result), load, maxStreams: null, cancellationToken);
            var loaded = LoadFigures.Of(loading);
            await result.InvocationConfiguration.Error.WriteLineAsync($"Speaking {programme.Duration:F0} s in real time");
            var figures = await new LatencyBench(server, time).RunAsync(programme, cancellationToken);
            options.Report(result, server.Engine, loaded, figures, time.GetUtcNow(), ("clips", clips.Count), ("gap", pause));
            return ExitCodes.Done;
        });
        return command;
    }

    public static Option<double> GapOption(double seconds)
    {
        var gap = new Option<double>("--gap")
        {
            Description = "Seconds of silence between clips",
            HelpName = "N",
            DefaultValueFactory = _ => seconds
        };
        gap.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0 and <= 60))
            {
                result.AddError("--gap goes from 0 to 60.");
            }
        });
        return gap;
    }
}
