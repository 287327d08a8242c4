using System.CommandLine;
using LiveCaptions.Bench.Changes;
using LiveCaptions.Server.Commands;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Bench;

/// <summary><c>bench changes</c></summary>
internal static class ChangesCommand
{
    private const double ClipSeconds = 120;

    public static Command Create(Func<SpeechEngineOptions, CancellationToken, Task<SpeechEngine>> load, TimeProvider time)
    {
        var options = new BenchOptions(ClipSeconds);
        var hours = new Option<double>("--hours") { Description = "Length of the file", HelpName = "N", DefaultValueFactory = _ => 10 };
        hours.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0.5 and <= 24))
            {
                result.AddError("--hours goes from 0.5 to 24.");
            }
        });
        var command = new Command(
            "changes", "A long file whose format changes twenty times and that has five gaps: are the times right, and the memory flat")
        {
            hours
        };
        options.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var clips = options.Clips(result);
            var engine = options.Engine(result);
            var length = TimeSpan.FromHours(result.GetValue(hours));
            var loading = new CpuUse(time);
            await using var loaded = await load(engine, cancellationToken);
            var use = LoadFigures.Of(loading);
            var figures = await new ChangesBench(engine, time, result.InvocationConfiguration.Error)
                .RunAsync(clips, length, cancellationToken);
            options.Report(result, loaded, use, figures, time.GetUtcNow(), ("hours", length.TotalHours), ("clips", clips.Count));
            return ExitCodes.Done;
        });
        return command;
    }
}
