namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>A window over growing speech that is decoded again and again. Not thread-safe.</summary>
/// <param name="start">Position of the first sample that is decoded.</param>
/// <param name="decoder">Of what begins there, where somebody knows something about it.</param>
internal sealed class WindowDecoder(Func<IUtteranceDecoder> createDecoder, long start, IUtteranceDecoder? decoder = null)
{
    private readonly SecondHearing _second = new(createDecoder);
    private readonly IUtteranceDecoder _decoder = decoder ?? createDecoder();

    public long Start => start;

    /// <summary>Decodes all from <see cref="Start"/> on.</summary>
    /// <param name="draft">An earlier hypothesis about this window.</param>
    /// <param name="complete">Whether what the decode passed over is looked for, too.</param>
    public WindowHypothesis Decode(HeardSpeech speech, Hypothesis draft, bool complete, CancellationToken cancellationToken)
    {
        var audio = speech.Audio[(int)(Start - speech.Start)..];
        var first = speech.FrameAt(Start);
        var probabilities = speech.Probabilities[first..].ToArray();
        var decoded = _decoder.Decode(audio, draft, cancellationToken);
        var hypothesis = complete
            ? _second.Complete(decoded, audio, probabilities, cancellationToken)
            : SecondHearing.Said(decoded, probabilities);
        var heard = new HeardUtterance(Start, Start, long.MaxValue, audio, probabilities, hypothesis.Features with { Start = Start });
        var words = HallucinationGuard.Heard(hypothesis, speech.SpeechSamplesFrom(first));
        return new WindowHypothesis(hypothesis, heard, UtteranceWords.Of(heard, words));
    }

    /// <summary>A window that begins in the quietest place between two positions; this one where there is none.</summary>
    public WindowDecoder Moved(HeardSpeech speech, long earliest, long latest)
    {
        var (first, last) = (speech.FrameAt(Math.Max(earliest, Start)), speech.FrameAt(latest));
        return first < last
            ? From((int)(speech.Position(QuietestStretch.Middle(speech.Probabilities.Span, first, last)) - Start))
            : this;
    }

    private WindowDecoder From(int samples)
    {
        var places = (int)Math.Round((double)samples / _decoder.Grid);
        return new WindowDecoder(createDecoder, Start + (places * _decoder.Grid), _decoder.From(places * _decoder.Grid));
    }
}
