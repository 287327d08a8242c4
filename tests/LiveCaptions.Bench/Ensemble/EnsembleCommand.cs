using System.CommandLine;
using LiveCaptions.Server.Commands;
using LiveCaptions.Server.Publishing.SecondPass;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Bench.Ensemble;

/// <summary><c>bench ensemble</c></summary>
internal static class EnsembleCommand
{
    public static Command Create(Func<SpeechEngineOptions, CancellationToken, Task<SpeechEngine>> load, TimeProvider time)
    {
        var options = new BenchOptions(seconds: null);
        var with = new Option<string>("--with")
        {
            Description = "The engine that votes beside --engine",
            HelpName = "NAME",
            DefaultValueFactory = _ => "moonshine-tiny",
        };
        var command = new Command("ensemble", "Two engines that vote on each word, and how many errors the list of doubtful words holds")
        {
            with
        };
        options.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var clips = options.Clips(result);
            var loading = new CpuUse(time);
            await using var lead = await load(options.Engine(result), cancellationToken);
            await using var other = await load(
                options.Engine(result) with { Engine = CommonOptions.Known(result.GetValue(with)!) }, cancellationToken);
            var loaded = LoadFigures.Of(loading);
            var figures = await new EnsembleBench(lead, other, new SecondPassOptions(), time).RunAsync(clips, cancellationToken);
            options.Report(result, lead, loaded, figures, time.GetUtcNow(), ("with", result.GetValue(with)));
            return ExitCodes.Done;
        });
        return command;
    }
}
