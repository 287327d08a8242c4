using LiveCaptions.Server.Transcribing;
using LiveCaptions.Speech;
using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Bench.Align;

/// <summary>
/// The true text is given to the aligner, stretch by stretch: where it finds first and last words of clips that are known.
/// </summary>
/// <param name="seconds">Of a stretch; a clip that is longer is one of its own.</param>
public sealed class AlignBench(SpeechEngine engine, IAligner aligner, double seconds, TimeProvider time)
{
    /// <summary>Seconds around a stretch that belong to it.</summary>
    private const double Margin = 0.25;

    public async Task<AlignFigures> RunAsync(TimedProgramme programme, CancellationToken cancellationToken)
    {
        var stretches = Stretches(programme, await SpeechAsync(programme.Audio, cancellationToken));
        var (placed, guessed) = (new List<PlacedClip>(), new List<PlacedClip>());
        var (refused, foreign) = (0, 0);
        var use = new CpuUse(time);
        foreach (var stretch in stretches)
        {
            var words = await aligner.AlignAsync(stretch.Heard, stretch.Words, cancellationToken);
            refused += words is null ? 1 : 0;
            Add(placed, stretch, words ?? stretch.Words);
            Add(guessed, stretch, stretch.Words);
        }

        var (cpu, audio) = (use.CpuSeconds, stretches.Sum(stretch => AudioFormat.ToSeconds(stretch.Heard.Audio.Length)));
        for (var at = 0; at < stretches.Count; at++)
        {
            var other = stretches[(at + 1) % stretches.Count].Words;
            foreign += await aligner.AlignAsync(stretches[at].Heard, other, cancellationToken) is null ? 0 : 1;
        }

        return new AlignFigures
        {
            Clips = placed.Count,
            Stretches = stretches.Count,
            AudioSeconds = Math.Round(audio, 3),
            CpuPerAudioSecond = Math.Round(cpu / audio, 4),
            Refused = refused,
            ForeignTaken = foreign,
            Start = Errors(placed, clip => clip.Start),
            End = Errors(placed, clip => clip.End),
            SureStart = Errors(placed.Where(clip => clip.Clip.SureStart), clip => clip.Start),
            SureEnd = Errors(placed.Where(clip => clip.Clip.SureEnd), clip => clip.End),
            SpreadStart = Errors(guessed, clip => clip.Start),
        };
    }

    private static TimingErrors? Errors(IEnumerable<PlacedClip> clips, Func<PlacedClip, double> side) =>
        TimingErrors.Of([.. clips.Select(clip => (double?)side(clip))]);

    private static void Add(List<PlacedClip> placed, AlignedStretch stretch, IReadOnlyList<Word> words)
    {
        var first = 0;
        foreach (var clip in stretch.Clips)
        {
            var last = first + AlignedStretch.WordsOf(clip).Length - 1;
            placed.Add(new PlacedClip(
                clip, AudioFormat.ToSeconds(words[first].Start - clip.Start), AudioFormat.ToSeconds(words[last].End - clip.End)));
            first = last + 1;
        }
    }

    private List<AlignedStretch> Stretches(TimedProgramme programme, List<float> speech)
    {
        var (stretches, clips) = (new List<AlignedStretch>(), new List<TimedClip>());
        foreach (var clip in programme.Clips.Where(clip => AlignedStretch.WordsOf(clip).Length > 0))
        {
            if (clips.Count > 0 && AudioFormat.ToSeconds(clip.End - clips[0].Start) > seconds)
            {
                stretches.Add(Stretch(programme.Audio, speech, clips));
                clips = [];
            }

            clips.Add(clip);
        }

        return clips.Count > 0 ? [.. stretches, Stretch(programme.Audio, speech, clips)] : stretches;
    }

    private static AlignedStretch Stretch(Programme audio, List<float> speech, IReadOnlyList<TimedClip> clips)
    {
        const int frame = IVoiceActivityDetector.FrameLength;
        var first = (int)(Math.Max(0, clips[0].Start - AudioFormat.ToSamples(Margin)) / frame);
        var end = (int)Math.Min(speech.Count, (clips[^1].End + AudioFormat.ToSamples(Margin)) / frame);
        var samples = audio.Samples[(first * frame)..Math.Min(audio.Samples.Length, end * frame)];
        var heard = new HeardUtterance(
            first * frame, first * frame, end * frame, Array.ConvertAll(samples, sample => sample / 32768f),
            speech.GetRange(first, end - first), EncoderFeatures.None);
        return new AlignedStretch(heard, clips);
    }

    /// <summary>What the engine's detector says of each frame.</summary>
    private async Task<List<float>> SpeechAsync(Programme programme, CancellationToken cancellationToken)
    {
        var speech = new List<float>();
        await using var reader = new ProgrammeReader(programme);
        await using var pipeline = engine.CreatePipeline(
            new RecognizerStreamOptions { Interims = false }, onFrame: frame => speech.Add(frame.SpeechProbability));
        await foreach (var _ in pipeline.RunAsync(new MediaSource(reader), cancellationToken))
        {
            // Its own words are nothing to us.
        }

        return speech;
    }

    /// <param name="Start">Seconds from where the first word begins; positive is late.</param>
    /// <param name="End">The same of the last word's end.</param>
    private sealed record PlacedClip(TimedClip Clip, double Start, double End);
}
