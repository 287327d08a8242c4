using System.CommandLine;
using LiveCaptions.Server.Commands;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Bench.Translation;

/// <summary><c>bench translation</c></summary>
internal static class TranslationCommand
{
    private const double DefaultSeconds = 300;

    public static Command Create(Func<SpeechEngineOptions, CancellationToken, Task<SpeechEngine>> load, TimeProvider time)
    {
        var options = new BenchOptions(DefaultSeconds);
        var target = new Option<string>("--target")
        {
            Description = "Language to translate into, by what the server is set up with",
            HelpName = "TAG",
            DefaultValueFactory = _ => "es",
        };
        var command = new Command("translation", "How far translations of a live stream's finals are behind them") { target };
        options.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var clips = options.Clips(result);
            var language = result.GetValue(target)!;
            var programme = await Programme.JoinAsync(clips, LatencyCommand.Gap, cancellationToken);
            var loading = new CpuUse(time);
            await using var server = await BenchServer.StartAsync(options.Engine(result), load, maxStreams: null, cancellationToken);
            var loaded = LoadFigures.Of(loading);
            await result.InvocationConfiguration.Error.WriteLineAsync($"Speaking {programme.Duration:F0} s in real time");
            var figures = await new TranslationBench(server, time).RunAsync(programme, language, cancellationToken);
            options.Report(result, server.Engine, loaded, figures, time.GetUtcNow(), ("clips", clips.Count), ("target", language));
            return ExitCodes.Done;
        });
        return command;
    }
}
