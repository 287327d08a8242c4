using System.CommandLine;
using System.CommandLine.Help;
using LiveCaptions.Bench;
using LiveCaptions.Server.Commands;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Benchmarks.Chromium;

/// <summary><c>chromium</c>: what becomes of sound on its way from a real browser.</summary>
internal static class ChromiumCommand
{
    private const double DefaultSeconds = 300;
    private const int DefaultConnections = 10;

    public static Command Create(Func<SpeechEngineOptions, CancellationToken, Task<SpeechEngine>> load, TimeProvider time)
    {
        var options = new BenchOptions(DefaultSeconds);
        var gap = LatencyCommand.GapOption(LatencyCommand.Gap);
        var connections = new Option<int>("--connections")
        {
            Description = "Connections whose first audio is waited for",
            HelpName = "N",
            DefaultValueFactory = _ => DefaultConnections
        };
        var command = new Command("chromium", "The page in Chromium publishes by WHIP and by WebSocket: words, and time on the way")
        {
            gap, connections, new HelpOption()
        };
        options.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var clips = options.Clips(result);
            var programme = await Programme.JoinAsync(clips, result.GetValue(gap), cancellationToken);
            var loading = new CpuUse(time);
            await using var server = await BenchServer.StartAsync(options.Engine(result), load, maxStreams: null, cancellationToken);
            var loaded = LoadFigures.Of(loading);
            await result.InvocationConfiguration.Error.WriteLineAsync($"Playing {programme.Duration:F0} s in real time, two ways at once");
            await using var browser = await BenchBrowser.StartAsync(server.Http.BaseAddress!);
            var figures = await new ChromiumBench(server, browser, time)
                .RunAsync(programme, result.GetValue(connections), cancellationToken);
            options.Report(
                result, server.Engine, loaded, figures, time.GetUtcNow(),
                ("clips", clips.Count), ("gap", result.GetValue(gap)),
                ("connections", result.GetValue(connections)), ("browser", browser.Version));
            return ExitCodes.Done;
        });
        return command;
    }
}
