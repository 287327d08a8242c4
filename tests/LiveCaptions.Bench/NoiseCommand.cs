using System.CommandLine;
using LiveCaptions.Server.Commands;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Bench;

/// <summary><c>bench noise</c></summary>
internal static class NoiseCommand
{
    public static Command Create(Func<SpeechEngineOptions, CancellationToken, Task<SpeechEngine>> load, TimeProvider time)
    {
        var options = new BenchOptions(seconds: null, speech: false);
        var realTime = new Option<bool>("--real-time")
        {
            Description = "The live way hears the recordings at the pace of speech, all at once: only so it shows as many interims as live"
        };
        var command = new Command("noise", "Words that are recognised where nobody speaks") { realTime };
        options.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var clips = options.Clips(result);
            var paced = result.GetValue(realTime);
            var loading = new CpuUse(time);
            await using var engine = await load(options.Engine(result), cancellationToken);
            var loaded = LoadFigures.Of(loading);
            var figures = await new NoiseBench(engine, time).RunAsync(clips, paced, cancellationToken);
            options.Report(result, engine, loaded, figures, time.GetUtcNow(), ("realTime", paced));
            return ExitCodes.Done;
        });
        return command;
    }
}
