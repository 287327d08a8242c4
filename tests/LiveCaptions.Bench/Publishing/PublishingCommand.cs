using System.CommandLine;
using LiveCaptions.Server.Commands;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Bench.Publishing;

/// <summary><c>bench publishing</c></summary>
internal static class PublishingCommand
{
    /// <summary>Seconds of audio where the command line does not say.</summary>
    private const double DefaultSeconds = 600;

    public static Command Create(Func<SpeechEngineOptions, CancellationToken, Task<SpeechEngine>> load, TimeProvider time)
    {
        var options = new BenchOptions(DefaultSeconds);
        var gap = LatencyCommand.GapOption(LatencyCommand.Gap);
        var together = new Option<double>("--together")
        {
            Description = "Seconds of one session in which all voices come, again and again; 0 makes a session of each voice",
            HelpName = "N"
        };
        var command = new Command(
            "publishing",
            "What the second pass makes of ended sessions, against what was live and what transcribe makes of the same, and what it costs")
        {
            gap, together,
        };
        options.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var clips = options.Clips(result);
            var loading = new CpuUse(time);
            await using var server = await BenchServer.StartAsync(
                options.Engine(result), load, maxStreams: null, cancellationToken, secondPass: true);
            var loaded = LoadFigures.Of(loading);
            var figures = await new PublishingBench(server, time).RunAsync(
                clips, result.GetValue(gap), result.GetValue(together), cancellationToken);
            options.Report(
                result, server.Engine, loaded, figures, time.GetUtcNow(),
                ("clips", clips.Count), ("gap", result.GetValue(gap)), ("together", result.GetValue(together)));
            return ExitCodes.Done;
        });
        return command;
    }
}
