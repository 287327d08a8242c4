using System.CommandLine;
using LiveCaptions.Bench.Failover;
using LiveCaptions.Bench.Trouble;
using LiveCaptions.Server.Commands;
using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Recognition;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Bench;

/// <summary><c>bench failover</c></summary>
internal static class FailoverCommand
{
    private const double Gap = 0.8;
    private static readonly TimeSpan Failure = TimeSpan.FromSeconds(1);

    public static Command Create(Func<SpeechEngineOptions, CancellationToken, Task<SpeechEngine>> load, TimeProvider time)
    {
        var options = new BenchOptions(seconds: 300);
        var points = new Option<int>("--points")
        {
            Description = "Failures of each run",
            HelpName = "N",
            DefaultValueFactory = _ => 20,
        };
        var next = new Option<string>("--next")
        {
            Description = "Engine that takes over",
            HelpName = "NAME",
            DefaultValueFactory = _ => "moonshine-tiny",
        };
        var command = new Command(
            "failover", "Whether a word is lost or doubled when the engine fails in mid-speech and another takes over")
        {
            points, next,
        };
        options.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var (clips, other) = (options.Clips(result), CommonOptions.Known(result.GetValue(next)!));
            FailingEngine? failing = null;
            SpeechEngine? engine = null;
            var loading = new CpuUse(time);
            await using var server = await BenchServer.StartAsync(
                options.Engine(result), LoadAsync, maxStreams: null, cancellationToken, configure: builder => Allow(builder, other));
            var loaded = LoadFigures.Of(loading);
            var programme = await Programme.JoinAsync(clips, Gap, cancellationToken);
            var runs = new List<FailoverRun>();
            foreach (var name in new[] { TwinEngine.TwinName, other })
            {
                await result.InvocationConfiguration.Error.WriteLineAsync(
                    $"Speaking {programme.Duration:F0} s in real time: {name} takes over");
                runs.Add(await new FailoverBench(server, failing!, server.Pool, time)
                    .RunAsync(name, programme, result.GetValue(points), cancellationToken));
            }

            options.Report(
                result, server.Engine, loaded, new FailoverFigures(runs), time.GetUtcNow(),
                ("gap", Gap), ("points", result.GetValue(points)), ("failureSeconds", Failure.TotalSeconds));
            return ExitCodes.Done;

            async Task<SpeechEngine> LoadAsync(SpeechEngineOptions settings, CancellationToken stop)
            {
                if (settings.Engine == TwinEngine.TwinName)
                {
                    return engine!.Behind(recognizer => new TwinEngine(recognizer));
                }

                var real = await load(settings, stop);
                if (settings.First is not null)
                {
                    return real;
                }

                engine = real;
                return real.Behind(recognizer => failing = new FailingEngine(recognizer, Failure));
            }
        });
        return command;
    }

    /// <summary>Sessions may ask for both, and the engine that failed is tried again soon, so that it may fail again.</summary>
    private static void Allow(WebApplicationBuilder builder, string next)
    {
        builder.Services.AddSingleton<IEngineFactory>(new TwinEngine.Factory(["en"]));
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Engine:Also:0"] = TwinEngine.TwinName,
            ["Engine:Also:1"] = next,
            ["Engine:BreakSeconds"] = "2",
        });
    }
}
