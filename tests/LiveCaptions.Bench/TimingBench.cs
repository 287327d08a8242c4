using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Bench;

/// <summary>The times of recognised words against where clips are known to begin and end.</summary>
public sealed class TimingBench(SpeechEngine engine, RecognitionQuality quality = RecognitionQuality.Fast)
{
    public async Task<TimingFigures> RunAsync(TimedProgramme programme, CancellationToken cancellationToken)
    {
        var words = await UnhurriedRun.TimedWordsAsync(engine, programme.Audio, cancellationToken, quality);
        var clips = programme.Clips.Select(clip => (
            Clip: clip,
            Start: WordPlace.Error(words, Said(clip)[0], clip.Start, word => word.Start),
            End: WordPlace.Error(words, Said(clip)[^1], clip.End, word => word.End))).ToList();
        return new TimingFigures
        {
            Clips = clips.Count,
            AudioSeconds = programme.Audio.Duration,
            Start = TimingErrors.Of([.. clips.Select(c => c.Start)]),
            End = TimingErrors.Of([.. clips.Select(c => c.End)]),
            SureStart = TimingErrors.Of([.. clips.Where(c => c.Clip.SureStart).Select(c => c.Start)]),
            SureEnd = TimingErrors.Of([.. clips.Where(c => c.Clip.SureEnd).Select(c => c.End)]),
        };
    }

    private static string[] Said(TimedClip clip) =>
        clip.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } words ? words : [""];
}
