using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>
/// Speech as it is understood so far: a window slides over it, over short pauses too, so that nothing is decoded without what was said before.
/// Words that are final once stay; later decodes only add what follows them. Depends on the samples, and on where it is asked to
/// <see cref="Commit"/>, alone. Not thread-safe.
/// </summary>
internal sealed class SlidingWindow
{
    /// <summary>Samples before what is not given out yet that a window keeps: 0.3 s.</summary>
    private const long Onset = AudioFormat.SampleRate * 3 / 10;

    /// <summary>Frames of at least this probability hold speech.</summary>
    private const float Speech = 0.2f;

    private readonly Func<IUtteranceDecoder> _createDecoder;
    private readonly SecondHearing _second;
    private readonly List<Word> _final = [];
    private IUtteranceDecoder _decoder;
    private Hypothesis _committed = Hypothesis.Empty;
    private IReadOnlyList<Word> _doubtful = [];

    public SlidingWindow(Func<IUtteranceDecoder> createDecoder, long start)
    {
        (_createDecoder, Start, Boundary, GivenTo) = (createDecoder, start, start, start);
        _second = new SecondHearing(createDecoder);
        _decoder = createDecoder();
    }

    /// <summary>Position of the first sample that is decoded.</summary>
    public long Start { get; private set; }

    /// <summary>Where the final words end: behind it all is open.</summary>
    public long Boundary { get; private set; }

    /// <summary>Where what <see cref="Take"/> gave out ends.</summary>
    public long GivenTo { get; private set; }

    /// <summary>Final words that were not given out yet.</summary>
    public List<Word> Held { get; } = [];

    /// <summary>Position behind what the newest decode heard.</summary>
    public long End => Heard is { } heard ? heard.Start + heard.Audio.Length : Start;

    /// <summary>Words behind the final ones, as the newest decode has them.</summary>
    public IReadOnlyList<Word> Open { get; private set; } = [];

    /// <summary>Leading words of <see cref="Open"/> that will probably stay.</summary>
    public int Stable { get; private set; }

    /// <summary>What the newest decode heard; null before the first.</summary>
    public HeardUtterance? Heard { get; private set; }

    /// <summary>The newest hypothesis: the next interim's draft.</summary>
    public Hypothesis Newest { get; private set; } = Hypothesis.Empty;

    /// <summary>Decodes in between: for a look, nothing becomes final.</summary>
    public void Look(HeardSpeech speech, CancellationToken cancellationToken)
    {
        var (audio, probabilities) = Within(speech);
        var hypothesis = SecondHearing.Said(_decoder.Decode(audio, Newest, cancellationToken), probabilities);
        Show(hypothesis, audio, probabilities);
        Newest = hypothesis;
    }

    /// <summary>Decodes for good: words that lie behind become final, at a pause all of them.</summary>
    public void Commit(HeardSpeech speech, LiveOptions options, bool paused, CancellationToken cancellationToken)
    {
        var (audio, probabilities) = Within(speech);
        var hypothesis = _second.Complete(_decoder.Decode(audio, _committed, cancellationToken), audio, probabilities, cancellationToken);
        Show(hypothesis, audio, probabilities);
        Newest = _committed = hypothesis;
        var end = speech.End;
        var count = paused ? Open.Count : Ripe(end, options);
        var next = count < Open.Count ? Open[count].Start : long.MaxValue;
        Held.AddRange(Open.Take(count));
        _final.AddRange(Open.Take(count));
        if (paused)
        {
            Boundary = Math.Max(Boundary, speech.SpeechEnd);
        }
        else if (count > 0)
        {
            Boundary = Math.Max(Boundary, next == long.MaxValue ? Open[count - 1].End : (Open[count - 1].End + next) / 2);
        }

        _doubtful = Open = [.. Open.Skip(count)];
        Stable = Math.Max(0, Stable - count);
    }

    /// <summary>The first held words are given out.</summary>
    /// <param name="end">Position where they end.</param>
    /// <returns>What they were made of.</returns>
    public HeardUtterance? Take(int count, long end)
    {
        Held.RemoveRange(0, count);
        var heard = Heard is null ? null : Heard with { KeepFrom = GivenTo, KeepTo = end };
        GivenTo = end;
        return heard;
    }

    /// <summary>Position between two held words, or behind the last one.</summary>
    public long EndOf(int count) => count < Held.Count ? (Held[count - 1].End + Held[count].Start) / 2 : Boundary;

    /// <summary>Moves on once the window is full, to its deepest pause.</summary>
    public void Slide(HeardSpeech speech, LiveOptions options)
    {
        if (speech.End - Start < AudioFormat.ToSamples(options.Window))
        {
            return;
        }

        var open = Held.Count > 0 ? Held[0].Start : Boundary;
        var latest = Math.Min(Boundary - AudioFormat.ToSamples(options.LeftContext), open - Onset);
        var (first, last) = (speech.FrameAt(Start + AudioFormat.SampleRate), speech.FrameAt(latest));
        if (last <= first)
        {
            return;
        }

        Start = speech.Position(QuietestStretch.Middle(speech.Probabilities.Span, first, last));
        _decoder = _createDecoder();
        Newest = _committed = Hypothesis.Empty;
        if (_final.Count > 100)
        {
            _final.RemoveRange(0, _final.Count - 20);
        }
    }

    private (ReadOnlyMemory<float> Audio, float[] Speech) Within(HeardSpeech speech) =>
        (speech.Audio[(int)(Start - speech.Start)..], speech.Probabilities[speech.FrameAt(Start)..].ToArray());

    private void Show(Hypothesis hypothesis, ReadOnlyMemory<float> audio, float[] probabilities)
    {
        var heard = new HeardUtterance(Start, Start, long.MaxValue, audio, probabilities, hypothesis.Features with { Start = Start });
        var speech = probabilities.Count(p => p >= Speech) * (long)IVoiceActivityDetector.FrameLength;
        var words = UtteranceWords.Of(heard, HallucinationGuard.Heard(hypothesis, speech));
        var fresh = words.Skip(Continuation.Find(_final, words, Boundary)).ToList();
        for (var i = 0; i < fresh.Count && fresh[i].Start < Boundary; i++)
        {
            fresh[i] = fresh[i] with { Start = Boundary, End = Math.Max(Boundary, fresh[i].End) };
        }

        Stable = WordStability.StableWords(Open, fresh);
        (Open, Heard) = (fresh, heard);
    }

    /// <summary>Leading open words that lie far enough behind to become final.</summary>
    private int Ripe(long end, LiveOptions options)
    {
        var agreed = WordStability.Agreed(_doubtful, Open);
        var count = 0;
        while (count < Open.Count && end - Open[count].End >= AudioFormat.ToSamples(Context(Open[count], count < agreed, options)))
        {
            count++;
        }

        return count;
    }

    private static double Context(Word word, bool agreed, LiveOptions options) =>
        agreed ? options.AgreedContext : WordStability.IsSure(word) ? options.SureContext : options.RightContext;
}
