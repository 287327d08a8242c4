using System.CommandLine;
using LiveCaptions.Server.Commands;
using LiveCaptions.Speech;

namespace LiveCaptions.Bench;

/// <summary><c>bench memory</c></summary>
internal static class MemoryCommand
{
    private const double ClipSeconds = 300;

    public static Command Create(Func<SpeechEngineOptions, CancellationToken, Task<SpeechEngine>> load, TimeProvider time)
    {
        var options = new BenchOptions(ClipSeconds);
        var hours = new Option<double>("--hours") { Description = "Length of the long session", DefaultValueFactory = _ => 2 };
        var sessions = new Option<int>("--sessions") { Description = "Short sessions, one after the other", DefaultValueFactory = _ => 200 };
        var command = new Command("memory", "Whether memory stays flat: a long session, then many short ones") { hours, sessions };
        options.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var clips = options.Clips(result);
            var loading = new CpuUse(time);
            await using var server = await BenchServer.StartAsync(options.Engine(result), load, maxStreams: null, cancellationToken);
            var loaded = LoadFigures.Of(loading);
            var figures = await new MemoryBench(server, clips, time).RunAsync(TimeSpan.FromHours(result.GetValue(hours)), result.GetValue(sessions), cancellationToken);
            options.Report(
                result, server.Engine, loaded, figures, time.GetUtcNow(), ("hours", result.GetValue(hours)), ("sessions", result.GetValue(sessions)), ("clips", clips.Count));
            return ExitCodes.Done;
        });
        return command;
    }
}
