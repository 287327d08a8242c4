using System.CommandLine;
using LiveCaptions.Speech;

namespace LiveCaptions.Server.Commands.Bench;

/// <summary><c>bench noise</c></summary>
internal static class NoiseCommand
{
    public static Command Create(Func<SpeechEngineOptions, CancellationToken, Task<SpeechEngine>> load, TimeProvider time)
    {
        var options = new BenchOptions(seconds: null, speech: false);
        var command = new Command("noise", "Words that are recognised where nobody speaks");
        options.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var clips = options.Clips(result);
            var loading = new CpuUse(time);
            await using var engine = await load(options.Engine(result), cancellationToken);
            var loaded = LoadFigures.Of(loading);
            var figures = await new NoiseBench(engine, time).RunAsync(clips, cancellationToken);
            options.Report(result, engine, loaded, figures, time.GetUtcNow());
            return ExitCode.Done;
        });
        return command;
    }
}
