using System.CommandLine;
using LiveCaptions.Bench.Rtmp;
using LiveCaptions.Server.Commands;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Bench;

/// <summary><c>bench rtmp</c></summary>
internal static class RtmpBenchCommand
{
    private const double DefaultSeconds = 120;
    private const double DefaultDuration = 30;

    public static Command Create(Func<SpeechEngineOptions, CancellationToken, Task<SpeechEngine>> load, TimeProvider time)
    {
        var options = new BenchOptions(DefaultSeconds);
        var streams = new Option<int>("--streams")
        {
            Description = "Publishers at once, one of which stalls",
            HelpName = "N",
            DefaultValueFactory = _ => 30
        };
        streams.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 2 or > 1_000)
            {
                result.AddError("--streams goes from 2 to 1000.");
            }
        });
        var duration = new Option<double>("--duration")
        {
            Description = "Seconds that they publish",
            HelpName = "N",
            DefaultValueFactory = _ => DefaultDuration
        };
        duration.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 10 and <= 600))
            {
                result.AddError("--duration goes from 10 to 600.");
            }
        });
        var command = new Command("rtmp", "What RTMP ingest does to words, how late they are by it, what a publisher costs")
        {
            streams, duration
        };
        options.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var clips = options.Clips(result);
            var engine = options.Engine(result);
            var bench = new RtmpBench(time);
            var (count, seconds) = (result.GetValue(streams), result.GetValue(duration));
            await result.InvocationConfiguration.Error.WriteLineAsync($"Publishing {seconds:F0} s by {count} publishers");
            var cost = await bench.RunCostAsync(
                quiet => BenchServer.StartAsync(engine, (_, _) => Task.FromResult(quiet), BenchServer.NoLimit, cancellationToken),
                count, TimeSpan.FromSeconds(seconds), clips, cancellationToken);
            var programme = await Programme.JoinAsync(clips, LatencyCommand.Gap, cancellationToken);
            var loading = new CpuUse(time);
            await using var server = await BenchServer.StartAsync(engine, load, BenchServer.NoLimit, cancellationToken);
            var loaded = LoadFigures.Of(loading);
            await result.InvocationConfiguration.Error.WriteLineAsync($"Speaking {programme.Duration:F0} s in real time");
            var figures = await bench.RunWordsAsync(server, programme, cost, cancellationToken);
            options.Report(
                result, server.Engine, loaded, figures, time.GetUtcNow(),
                ("streams", count), ("duration", seconds), ("clips", clips.Count));
            return ExitCodes.Done;
        });
        return command;
    }
}
