using System.CommandLine;
using LiveCaptions.Server.Commands;
using LiveCaptions.Server.Commands.Transcribe;
using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Bench.Keyterms;

/// <summary><c>bench keyterms</c></summary>
internal static class KeytermCommand
{
    public static Command Create(Func<SpeechEngineOptions, CancellationToken, Task<SpeechEngine>> load, TimeProvider time)
    {
        var options = new BenchOptions(seconds: null);
        var quality = CommonOptions.Quality();
        var terms = new Option<string>("--terms") { Description = "The terms, one a line", HelpName = "FILE", Required = true };
        var speakers = SpeakerHalves.Option();
        var command = new Command("keyterms", "What a list of names to expect changes: errors on them, on other words, processor time")
        {
            terms, quality, speakers
        };
        options.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var half = result.GetValue(speakers)!;
            var clips = SpeakerHalves.Take(BenchCorpus.Open(options.Data(result)).Clips, half);
            var expected = KeytermFile.Read(result.GetValue(terms));
            var loading = new CpuUse(time);
            await using var engine = await load(options.Engine(result), cancellationToken);
            var loaded = LoadFigures.Of(loading);
            var figures = await CompareAsync(engine, clips, expected, result.GetValue(quality), time, cancellationToken);
            options.Report(
                result, engine, loaded, figures, time.GetUtcNow(), ("quality", result.GetValue(quality)), ("speakers", half));
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<KeytermFigures> CompareAsync(
        SpeechEngine engine, IReadOnlyList<BenchClip> clips, IReadOnlyList<string> terms,
        RecognitionQuality quality, TimeProvider time, CancellationToken cancellationToken)
    {
        var without = await RunAsync([]);
        var with = await RunAsync(terms);
        var gone = without.Errors.Errors == 0 ? 0 : 1 - ((double)with.Errors.Errors / without.Errors.Errors);
        return new KeytermFigures(
            terms, without.Seconds, without.Errors, with.Errors, Math.Round(gone, 3),
            Math.Round(with.Errors.CpuSecondsPerAudioSecond / without.Errors.CpuSecondsPerAudioSecond, 3));

        async Task<(KeytermErrors Errors, double Seconds)> RunAsync(IReadOnlyList<string> expected)
        {
            var (figures, documents) = await new AccuracyBench(engine, time, quality, expected).RunAsync(clips, cancellationToken);
            var words = terms.SelectMany(KeytermErrors.Plain).ToHashSet(StringComparer.Ordinal);
            var texts = clips.Zip(documents, (clip, document) => (clip.Text, AccuracyBench.TextOf(document)));
            return (KeytermErrors.Of(words, texts, figures.CpuSecondsPerAudioSecond), figures.AudioSeconds);
        }
    }
}
