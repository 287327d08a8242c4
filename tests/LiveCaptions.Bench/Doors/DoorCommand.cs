using System.CommandLine;
using LiveCaptions.Server.Commands;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Bench.Doors;

/// <summary><c>bench doors</c></summary>
internal static class DoorCommand
{
    private const double DefaultSeconds = 120;

    public static Command Create(Func<SpeechEngineOptions, CancellationToken, Task<SpeechEngine>> load, TimeProvider time)
    {
        var options = new BenchOptions(DefaultSeconds);
        var gap = LatencyCommand.GapOption(LatencyCommand.Gap);
        var command = new Command("doors", "How much later words come by Deepgram's protocol than by the hub") { gap };
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
            var figures = await new DoorBench(server, time).RunAsync(programme, cancellationToken);
            options.Report(result, server.Engine, loaded, figures, time.GetUtcNow(), ("clips", clips.Count), ("gap", pause));
            return ExitCodes.Done;
        });
        return command;
    }
}
