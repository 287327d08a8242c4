using System.CommandLine;
using System.CommandLine.Help;
using LiveCaptions.Bench;
using LiveCaptions.Server.Commands;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Benchmarks.Screen;

/// <summary><c>screen</c>: how soon what reaches the watch page is on the screen. On one core by <c>taskset -c 0</c> before it.</summary>
internal static class ScreenCommand
{
    private const int DefaultMessages = 300;

    public static Command Create(Func<SpeechEngineOptions, CancellationToken, Task<SpeechEngine>> load, TimeProvider time)
    {
        var options = new BenchOptions(seconds: null);
        var messages = new Option<int>("--messages")
        {
            Description = "Messages, five a second",
            HelpName = "N",
            DefaultValueFactory = _ => DefaultMessages
        };
        var command = new Command("screen", "How soon captions that reach the watch page are on the screen, and whether lines shift")
        {
            messages, new HelpOption()
        };
        options.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var loading = new CpuUse(time);
            await using var server = await BenchServer.StartAsync(options.Engine(result), load, maxStreams: null, cancellationToken);
            var loaded = LoadFigures.Of(loading);
            var figures = await new ScreenBench(server, time).RunAsync(result.GetValue(messages), cancellationToken);
            options.Report(
                result, server.Engine, loaded, figures, time.GetUtcNow(),
                ("messages", result.GetValue(messages)), ("cores", Environment.ProcessorCount));
            return ExitCodes.Done;
        });
        return command;
    }
}
