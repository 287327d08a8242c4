using System.CommandLine;
using LiveCaptions.Server.Commands;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Bench.Abuse;

/// <summary><c>bench abuse</c></summary>
internal static class AbuseCommand
{
    private const double ClipSeconds = 120;

    public static Command Create(Func<SpeechEngineOptions, CancellationToken, Task<SpeechEngine>> load, TimeProvider time)
    {
        var options = new BenchOptions(ClipSeconds);
        var minutes = new Option<double>("--minutes")
        {
            Description = "How long, once without floods and once with them",
            HelpName = "N",
            DefaultValueFactory = _ => 10,
        };
        minutes.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0.1 and <= 120))
            {
                result.AddError("--minutes goes from 0.1 to 120.");
            }
        });
        var command = new Command(
            "abuse", "All floods at once from one address beside two live streams: what they and the server notice of it") { minutes };
        options.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var clips = options.Clips(result);
            var engine = options.Engine(result);
            var length = TimeSpan.FromMinutes(result.GetValue(minutes));
            var loading = new CpuUse(time);

            // Only to know what it is: the server has its own.
            var loaded = await load(engine, cancellationToken);
            await loaded.DisposeAsync();
            var use = LoadFigures.Of(loading);
            var figures = await new AbuseBench(engine, time, result.InvocationConfiguration.Error)
                .RunAsync(clips, length, cancellationToken);
            options.Report(result, loaded, use, figures, time.GetUtcNow(), ("minutes", length.TotalMinutes), ("clips", clips.Count));
            return ExitCodes.Done;
        });
        return command;
    }
}
