using System.CommandLine;
using LiveCaptions.Server.Commands;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Bench;

/// <summary><c>bench memory</c></summary>
internal static class MemoryCommand
{
    private const double ClipSeconds = 300;

    public static Command Create(Func<SpeechEngineOptions, CancellationToken, Task<SpeechEngine>> load, TimeProvider time)
    {
        var options = new BenchOptions(ClipSeconds);
        var hours = new Option<double>("--hours") { Description = "Length of the long session", DefaultValueFactory = _ => 2 };
        var sessions = new Option<int>("--sessions")
        {
            Description = "Short sessions, one after the other",
            DefaultValueFactory = _ => 200
        };
        var live = new Option<double>("--live")
        {
            Description = "Seconds that 1, 4 and 8 live streams speak in real time; 0 leaves them out",
            DefaultValueFactory = _ => 60,
        };
        var command = new Command(
            "memory", "What the server takes, idle and per live stream, and whether it grows: a long session, then many short ones")
        {
            hours, sessions, live,
        };
        options.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var clips = options.Clips(result);
            var loading = new CpuUse(time);

            // Only to know what it is: the server has its own.
            var engine = options.Engine(result);
            var loaded = await load(engine, cancellationToken);
            await loaded.DisposeAsync();
            var use = LoadFigures.Of(loading);
            var (length, count, spoken) = (result.GetValue(hours), result.GetValue(sessions), result.GetValue(live));
            var data = Directory.CreateTempSubdirectory("livecaptions-bench-").FullName;
            try
            {
                using var server = await ServerChild.StartAsync(engine, data, MemoryBench.Settings, time, cancellationToken);
                var figures = await new MemoryBench(server, clips, time, result.InvocationConfiguration.Error)
                    .RunAsync(TimeSpan.FromHours(length), count, TimeSpan.FromSeconds(spoken), cancellationToken);
                options.Report(
                    result, loaded, use, figures, time.GetUtcNow(), ("hours", length),
                    ("sessions", count), ("live", spoken), ("clips", clips.Count));
            }
            finally
            {
                Directory.Delete(data, recursive: true);
            }

            return ExitCodes.Done;
        });
        return command;
    }
}
