using LiveCaptions.Media.Files;
using LiveCaptions.Server.Transcribing;
using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Bench.Emotion;

/// <summary>
/// Every recording through the product's pipeline, and how its utterances sounded to the classifier, whether words were found in them
/// or not (recordings may be in any language), and what cues show.
/// </summary>
public sealed class EmotionBench(SpeechEngine engine, TimeProvider time)
{
    /// <summary>How recordings sounded, and what that took.</summary>
    public async Task<(IReadOnlyList<HeardEmotion> Heard, double CpuSeconds)> HearAsync(
        IReadOnlyList<EmotionClip> clips, CancellationToken cancellationToken)
    {
        var use = new CpuUse(time);
        var heard = new HeardEmotion[clips.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, clips.Count, parallel, async (index, stop) =>
            await clips[index].Audio.ReadAsync(async () => heard[index] = await HearAsync(clips[index], stop)));
        return (heard, use.CpuSeconds);
    }

    private async Task<HeardEmotion> HearAsync(EmotionClip clip, CancellationToken cancellationToken)
    {
        await using var media = await MediaFile.OpenAsync(clip.Audio.Path, cancellationToken);
        await using var pipeline = engine.CreatePipeline(
            new RecognizerStreamOptions { Interims = false }, emotions: engine.CreateEmotionTracker());
        return HeardEmotion.Of(
            clip, await pipeline.RunAsync(new MediaSource(media), cancellationToken).Select(Read).ToListAsync(cancellationToken));
    }

    private HeardUtteranceEmotion Read(Transcript final)
    {
        var shown = final.Emotions.Select(turn => turn.Label).FirstOrDefault(label => label is not null);
        if (final.Heard is not { } heard)
        {
            return new HeardUtteranceEmotion(0, final.Words.Count > 0, Reading: null, shown);
        }

        var (from, to) = (Math.Max(heard.Start, heard.KeepFrom), Math.Min(heard.Start + heard.Audio.Length, heard.KeepTo));
        return new HeardUtteranceEmotion(to - from, final.Words.Count > 0, engine.Emotions?.Read(heard, from, to), shown);
    }
}
