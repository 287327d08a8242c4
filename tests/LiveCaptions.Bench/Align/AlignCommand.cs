using System.CommandLine;
using LiveCaptions.Server.Commands;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Bench.Align;

/// <summary><c>bench align</c></summary>
internal static class AlignCommand
{
    private const double Gap = 0.5;
    private const double Stretch = 25;

    public static Command Create(Func<SpeechEngineOptions, CancellationToken, Task<SpeechEngine>> load, TimeProvider time)
    {
        var options = new BenchOptions(seconds: null);
        var gap = LatencyCommand.GapOption(Gap);
        var speakers = SpeakerHalves.Option();
        var stretch = new Option<double>("--stretch")
        {
            Description = "Longest text that is given at once",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => Stretch,
        };
        var command = new Command("align", "How right the times are that are found for the words of a text that is given")
        {
            gap, speakers, stretch
        };
        options.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var (pause, half, longest) = (result.GetValue(gap), result.GetValue(speakers)!, result.GetValue(stretch));
            var corpus = SpeakerHalves.Take(BenchCorpus.Open(options.Data(result)).Clips, half);
            var clips = BenchCorpus.Spread(corpus, clip => clip.Duration, options.Seconds(result));
            var programme = await TimedProgramme.JoinAsync(clips, pause, cancellationToken);
            var loading = new CpuUse(time);
            await using var engine = await load(options.Engine(result), cancellationToken);
            var loaded = LoadFigures.Of(loading);
            var aligner = engine.Aligner
                ?? throw new UsageException($"{engine.Recognizer.Name} cannot align. Take one that can: --engine moonshine-base");
            var figures = await new AlignBench(engine, aligner, longest, time).RunAsync(programme, cancellationToken);
            options.Report(
                result, engine, loaded, figures, time.GetUtcNow(), ("gap", pause), ("speakers", half), ("stretch", longest));
            return ExitCodes.Done;
        });
        return command;
    }
}
