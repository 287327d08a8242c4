using System.CommandLine;
using LiveCaptions.Server.Commands;
using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Bench;

/// <summary><c>bench timing</c></summary>
internal static class TimingCommand
{
    private const double Gap = 0.5;

    public static Command Create(Func<SpeechEngineOptions, CancellationToken, Task<SpeechEngine>> load, TimeProvider time)
    {
        var options = new BenchOptions(seconds: null);
        var gap = LatencyCommand.GapOption(Gap);
        var quality = CommonOptions.Quality(RecognitionQuality.Fast);
        var speakers = SpeakerHalves.Option();
        var command = new Command("timing", "How right the times of words are") { gap, quality, speakers };
        options.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var pause = result.GetValue(gap);
            var (asked, half) = (result.GetValue(quality), result.GetValue(speakers)!);
            var corpus = SpeakerHalves.Take(BenchCorpus.Open(options.Data(result)).Clips, half);
            var clips = BenchCorpus.Spread(corpus, clip => clip.Duration, options.Seconds(result));
            var programme = await TimedProgramme.JoinAsync(clips, pause, cancellationToken);
            var loading = new CpuUse(time);
            await using var engine = await load(options.Engine(result), cancellationToken);
            var loaded = LoadFigures.Of(loading);
            var figures = await new TimingBench(engine, asked).RunAsync(programme, cancellationToken);
            options.Report(result, engine, loaded, figures, time.GetUtcNow(), ("gap", pause), ("quality", asked), ("speakers", half));
            return ExitCodes.Done;
        });
        return command;
    }
}
