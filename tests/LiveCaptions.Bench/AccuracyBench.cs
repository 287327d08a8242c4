using LiveCaptions.Captions.Formats;
using LiveCaptions.Server.Commands.Transcribe;
using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Bench;

/// <summary>Each clip as <c>transcribe</c> would do it, compared with what is said in it.</summary>
/// <param name="keyterms">Names and jargon to expect; null for none.</param>
public sealed class AccuracyBench(
    SpeechEngine engine, TimeProvider time, RecognitionQuality quality = RecognitionQuality.Best, IReadOnlyList<string>? keyterms = null)
{
    private const int WorstCount = 10;
    private readonly TranscribeRequest _request = new()
    {
        Inputs = [], OutputFolder = "", Formats = [], Quality = quality, Keyterms = keyterms ?? [],
    };

    /// <returns>The figures, and what was recognised: one document per clip.</returns>
    public async Task<(AccuracyFigures Figures, IReadOnlyList<CaptionDocument> Documents)> RunAsync(
        IReadOnlyList<BenchClip> clips, CancellationToken cancellationToken)
    {
        var use = new CpuUse(time);
        var documents = new CaptionDocument[clips.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, clips.Count, parallel, async (index, stop) => await clips[index].ReadAsync(
            async () => documents[index] = await TranscribeAsync(clips[index].Path, stop)));
        var (elapsed, cpu) = (use.Elapsed, use.CpuSeconds);
        return (Compare(clips, documents, elapsed, cpu), documents);
    }

    /// <summary>All that was recognised in one text.</summary>
    public static string TextOf(CaptionDocument document) => string.Join(' ', document.Cues.Select(cue => cue.Text));

    private async Task<CaptionDocument> TranscribeAsync(string path, CancellationToken cancellationToken)
    {
        const string Name = "clip";
        var heard = await new FileTranscriber(engine, _request, time, Console.Error)
            .HearAsync(path, Name, journals: [null], new SilentProgress(), cancellationToken);
        return new HeardDocument(_request, time, Console.Error).Of(heard, Name, time.GetUtcNow());
    }

    private static AccuracyFigures Compare(IReadOnlyList<BenchClip> clips, CaptionDocument[] documents, double elapsed, double cpu)
    {
        var errors = clips
            .Zip(documents, (clip, document) => (clip.Id, clip.Speaker, Wer: WordErrorRate.Between(clip.Text, TextOf(document))))
            .ToList();
        var audio = documents.Sum(document => document.Duration);
        return new AccuracyFigures
        {
            Clips = clips.Count,
            AudioSeconds = Math.Round(audio, 3),
            Wer = Sum(errors.Select(clip => clip.Wer)),
            CpuSecondsPerAudioSecond = Math.Round(cpu / audio, 4),
            ElapsedSeconds = elapsed,
            Speakers = [.. errors.Where(clip => clip.Speaker is not null).GroupBy(clip => clip.Speaker!)
                .OrderBy(clips => clips.Key, StringComparer.Ordinal)
                .Select(clips => new SpeakerErrors(clips.Key, clips.Count(), Sum(clips.Select(clip => clip.Wer))))],
            Worst = [.. errors.Where(clip => clip.Wer.Errors > 0).OrderByDescending(clip => clip.Wer.Rate).Take(WorstCount)
                .Select(clip => new ClipErrors(clip.Id, clip.Wer.Errors, clip.Wer.ReferenceWords))],
        };
    }

    private static WordErrorRate Sum(IEnumerable<WordErrorRate> errors) => errors.Aggregate(WordErrorRate.None, (sum, one) => sum + one);
}
