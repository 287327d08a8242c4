namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>
/// Speech as it is understood so far: a window slides over it, over short pauses too, so that nothing is decoded without what was said
/// before. Words that are final once stay; later decodes only add what follows them. What is final depends on the samples, and on where
/// it is asked to <see cref="Commit"/>, alone. A shorter window serves a <see cref="Look"/> in between. Not thread-safe.
/// </summary>
/// <param name="start">Position of the first sample that is decoded.</param>
/// <param name="boundary">Words before this position are final, and given out, already.</param>
internal sealed class SlidingWindow(Func<IUtteranceDecoder> createDecoder, long start, long boundary)
{
    /// <summary>Samples before what is not given out yet that a window keeps: 0.3 s.</summary>
    private const long Onset = AudioFormat.SampleRate * 3 / 10;

    private const float Doubtful = 0.5f;

    /// <summary>Final words that are remembered.</summary>
    private const int Remembered = 20;

    private readonly WordStability _stability = new();
    private readonly List<Word> _final = [];
    private WindowDecoder _long = new(createDecoder, start);

    /// <summary>Null where it is the long one.</summary>
    private WindowDecoder? _short;
    private WindowHypothesis? _newest;
    private WindowHypothesis? _committed;
    private IReadOnlyList<Word> _doubtful = [];

    /// <summary>Position that no later decode goes back behind.</summary>
    public long Start => _long.Start;

    /// <summary>Where the final words end: behind it all is open.</summary>
    public long Boundary { get; private set; } = boundary;

    /// <summary>Where what <see cref="Take"/> gave out ends.</summary>
    public long GivenTo { get; private set; } = boundary;

    /// <summary>Final words that were not given out yet.</summary>
    public List<Word> Held { get; } = [];

    /// <summary>Words behind the final ones, as the newest decode has them.</summary>
    public IReadOnlyList<Word> Open { get; private set; } = [];

    /// <summary>Leading words of <see cref="Open"/> that will probably stay.</summary>
    public int Stable { get; private set; }

    /// <summary>What the newest decode heard; null before the first.</summary>
    public HeardUtterance? Heard => _newest?.Heard;

    /// <summary>What language the newest decode found it to be; null where it was told.</summary>
    public string? Language => _newest?.Hypothesis.Language;

    /// <summary>Position behind what the newest decode heard.</summary>
    public long End => Heard is { } heard ? heard.Start + heard.Audio.Length : Start;

    /// <summary>Samples of clear speech behind <see cref="GivenTo"/>.</summary>
    public long SpeechNotGiven => Heard is { } heard ? heard.SpeechSamples(GivenTo) : 0;

    /// <summary>Decodes for a look: nothing becomes final.</summary>
    public void Look(HeardSpeech speech, LiveOptions options, CancellationToken cancellationToken)
    {
        var window = _short ?? _long;
        if (speech.End - window.Start > AudioFormat.ToSamples(options.LookWindow))
        {
            var latest = Boundary - AudioFormat.ToSamples(options.LookContext);
            window = window.Moved(speech, latest - AudioFormat.ToSamples(options.LookContext), latest);
            _short = window == _long ? null : window;
        }

        Show(window.Decode(speech, DraftOf(_newest, window), complete: false, cancellationToken));
    }

    /// <summary>Decodes for good: words that lie behind become final, in a pause all that were said before it.</summary>
    /// <param name="moment">Why it is decoded.</param>
    public void Commit(HeardSpeech speech, LiveOptions options, LiveMoment moment, CancellationToken cancellationToken)
    {
        Show(_committed = Decode(speech, cancellationToken));
        var count = moment == LiveMoment.Stepped ? Ripe(speech.End, options) : Said(speech.SpeechEnd, moment == LiveMoment.Paused);
        var end = count < Open.Count || moment == LiveMoment.Stepped ? EndOf(Open, count) : speech.SpeechEnd;
        Boundary = count == 0 ? Boundary : Math.Max(Boundary, end);
        Held.AddRange(Open.Take(count));
        _final.AddRange(Open.Take(count));
        _final.RemoveRange(0, Math.Max(0, _final.Count - Remembered));
        _doubtful = Open = [.. Open.Skip(count)];
        Stable = Math.Max(0, Stable - count);
        _newest = _committed = Settled(_committed);
        _stability.Forget(count);
    }

    /// <summary>The first held words are given out.</summary>
    /// <param name="end">Position where they end.</param>
    /// <returns>What they were made of.</returns>
    public HeardUtterance? Take(int count, long end)
    {
        Held.RemoveRange(0, count);
        var heard = _committed is null ? null : _committed.Heard with { KeepFrom = GivenTo, KeepTo = end };
        GivenTo = end;
        return heard;
    }

    /// <summary>Where the first held words end.</summary>
    public long EndOf(int count) => count < Held.Count ? EndOf(Held, count) : Boundary;

    /// <summary>Moves on once the window is full, to its deepest pause.</summary>
    public void Slide(HeardSpeech speech, LiveOptions options)
    {
        if (speech.End - _long.Start >= AudioFormat.ToSamples(options.Window))
        {
            var held = Held.Count > 0 ? Held[0].Start : Boundary;
            var latest = Math.Min(Boundary - AudioFormat.ToSamples(options.LeftContext), held - Onset);
            _long = _long.Moved(speech, _long.Start + AudioFormat.SampleRate, latest);
            _short = _short?.Start > _long.Start ? _short : null;
        }
    }

    /// <summary>
    /// Once more from the beginning where nothing follows what is known though somebody speaks: behind words that were misheard
    /// a decoder may have nothing more to say.
    /// </summary>
    private WindowHypothesis Decode(HeardSpeech speech, CancellationToken cancellationToken)
    {
        var draft = DraftOf(_committed, _long);
        var decoded = _long.Decode(speech, draft, complete: true, cancellationToken);
        var isStuck = draft.Known > 0
            && Continuation.Find(_final, decoded.Words, Boundary) == decoded.Words.Count
            && speech.SpeechSamplesFrom(speech.FrameAt(Boundary)) >= SecondHearing.AnyWord;
        return isStuck ? _long.Decode(speech, Hypothesis.Empty, complete: true, cancellationToken) : decoded;
    }

    private static Hypothesis DraftOf(WindowHypothesis? before, WindowDecoder window) =>
        before is not null && before.Heard.Start <= window.Start
            ? before.Hypothesis.From(window.Start - before.Heard.Start)
            : Hypothesis.Empty;

    /// <summary>
    /// With what is final known, for the decodes that follow. Where all is final, the last token is not: it is a full stop often enough,
    /// and whether the sentence goes on shows only now.
    /// </summary>
    private WindowHypothesis Settled(WindowHypothesis decoded)
    {
        var hypothesis = decoded.Hypothesis;
        var end = Open.Count == 0
            ? hypothesis.TokenStarts.LastOrDefault()
            : hypothesis.Words.Select(word => word.Start).LastOrDefault(at => decoded.Heard.Start + at <= Open[0].Start);
        return decoded with { Hypothesis = hypothesis.KnownUpTo(end) };
    }

    private static long EndOf(IReadOnlyList<Word> words, int count) =>
        count == 0 ? 0 : count < words.Count ? (words[count - 1].End + words[count].Start) / 2 : words[count - 1].End;

    private void Show(WindowHypothesis decoded)
    {
        var words = Continuation.Behind(_final, decoded.Words, Boundary);
        _newest = decoded;
        Stable = _stability.Next(words);
        Open = words;
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

    /// <summary>
    /// Leading open words that were said before a pause. Decoders like to go on: a word behind the speech is what they expect next,
    /// and so may be a doubtful one at its end, which the next decode knows better.
    /// </summary>
    private int Said(long speechEnd, bool mayGoOn)
    {
        var count = Open.Count;
        while (count > 0 && (Open[count - 1].Start >= speechEnd || (mayGoOn && Open[count - 1].Confidence < Doubtful)))
        {
            count--;
        }

        return count;
    }

    private static double Context(Word word, bool agreed, LiveOptions options) =>
        agreed ? options.AgreedContext : WordStability.IsSure(word) ? options.SureContext : options.RightContext;
}
