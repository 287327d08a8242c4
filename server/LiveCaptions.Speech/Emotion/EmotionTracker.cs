using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Emotion;

/// <summary>
/// How things are said on one track, final by final: (1) each speaker's stretch of it, (2) how windows of that sound,
/// (3) what the words say to it,
/// (4) together with the same speaker's utterances before, (5) a label where that is sure. Interims are left alone. Not thread-safe.
/// <para>
/// A label is given only where the voice alone would choose it, too: words and memory make a label sure, or unsure, but never make one.
/// </para>
/// </summary>
/// <param name="text">Reads the words; null where nothing does.</param>
/// <param name="scheduler">Where a classifier runs that costs more than a few additions; null to run it at once.</param>
public sealed class EmotionTracker(IEmotionClassifier classifier, TextValence? text = null, InferenceScheduler? scheduler = null)
{
    /// <summary>How long a final may wait for its label: recognition goes first.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(1);

    /// <summary>Less speech than this, in samples, gets no label: an "um" sounds like anything.</summary>
    private const long ShortestLabelled = AudioFormat.SampleRate;

    /// <summary>By the number of the speaker; −1 for whom nobody knows.</summary>
    private readonly Dictionary<int, EmotionMemory> _speakers = [];

    /// <summary>Tells how a track's next transcript is said, once its speakers are known.</summary>
    public async ValueTask<Transcript> LabelAsync(Transcript transcript, CancellationToken cancellationToken)
    {
        if (!transcript.IsFinal || transcript.Words.Count == 0)
        {
            return transcript;
        }

        var sureFrom = LanguageCalibration.SureFrom(classifier.SureFrom, transcript.Language);
        foreach (var known in transcript.Emotions)
        {
            // A final that an earlier run made brings its emotions along.
            MemoryOf(known.Speaker).Add(known.Own, sureFrom);
        }

        return transcript.Emotions.Count > 0 || transcript.Heard is not { } heard
            ? transcript
            : transcript with
            {
                Emotions = Judge(await ReadAsync(heard, SpeechTurn.Of(transcript.Words), cancellationToken), transcript.Language, sureFrom)
            };
    }

    private Task<List<(SpeechTurn Turn, EmotionReading Voice)>> ReadAsync(
        HeardUtterance heard, IReadOnlyList<SpeechTurn> turns, CancellationToken cancellationToken) =>
        scheduler is null
            ? Task.FromResult(Read(heard, turns))
            : scheduler.RunAsync(() => Read(heard, turns), Slack, cancellationToken, InferenceClass.Emotion);

    /// <summary>Turns in which nobody can tell anything are left out.</summary>
    private List<(SpeechTurn Turn, EmotionReading Voice)> Read(HeardUtterance heard, IReadOnlyList<SpeechTurn> turns)
    {
        var read = new List<(SpeechTurn, EmotionReading)>();
        for (var i = 0; i < turns.Count; i++)
        {
            // What lies before the first word and behind the last, such as a sigh, is theirs, too.
            var from = i == 0 ? Math.Max(heard.Start, heard.KeepFrom) : turns[i].Start;
            var to = i == turns.Count - 1 ? Math.Min(heard.Start + heard.Audio.Length, heard.KeepTo) : turns[i + 1].Start;
            var windows = EmotionWindows.Over(from, to).Select(window => classifier.Read(heard, window.From, window.To))
                .OfType<EmotionReading>().ToList();
            if (windows.Count > 0)
            {
                read.Add((turns[i], EmotionReading.Mean(windows.ConvertAll(reading => (reading, 1f)))));
            }
        }

        return read;
    }

    private List<EmotionTurn> Judge(List<(SpeechTurn Turn, EmotionReading Voice)> read, string language, float sureFrom) =>
        read.ConvertAll(heard =>
        {
            var (turn, voice) = heard;
            var own = EmotionFusion.Fuse(voice, text?.Of(turn.Text, language), sureFrom);
            var smoothed = MemoryOf(turn.Speaker).Add(own, sureFrom);
            var label = smoothed.Top();
            var isSure = turn.End - turn.Start >= ShortestLabelled
                && smoothed.Scores[(int)label] >= (label == EmotionLabel.Neutral ? classifier.SureFrom : sureFrom) && voice.Top() == label;
            return new EmotionTurn(turn.Start, turn.End, turn.Speaker, own, smoothed, isSure ? label : null);
        });

    private EmotionMemory MemoryOf(int? speaker)
    {
        if (!_speakers.TryGetValue(speaker ?? -1, out var memory))
        {
            _speakers[speaker ?? -1] = memory = new EmotionMemory();
        }

        return memory;
    }
}
