namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>
/// Tells when the speech of a track is decoded for good. Looks at samples and probabilities only, never at a clock or at hypotheses,
/// so these moments are the same at any pace.
/// </summary>
internal sealed class LiveEndpointer(LiveOptions options)
{
    private readonly EndpointOptions _bounds = options.Endpoint;
    private readonly SpeechOnset _onset = new(options.Endpoint);

    /// <summary>Speech frames at the last decode for good, and at the last one that left nothing open.</summary>
    private int _decoded;
    private int _settled;

    /// <summary>The speech that is being heard; null in silence.</summary>
    public Utterance? Open { get; private set; }

    /// <summary>Frames of speech since the last decode for good.</summary>
    public int NewSpeech => Open is null ? 0 : Open.SpeechFrames - _decoded;

    /// <summary>Whether there is speech whose words are not all final.</summary>
    public bool IsUnsettled => Open is not null && Open.SpeechFrames - _settled >= _bounds.Frames(_bounds.MinSpeech);

    /// <summary>The open speech up to now.</summary>
    public HeardSpeech Heard() => Open!.Heard(_bounds.SilenceThreshold);

    /// <param name="step">Frames of new speech that fill a step.</param>
    public LiveMoment Accept(SpeechFrame frame, int step)
    {
        if (Open is null)
        {
            Open = _onset.Next(frame);
            return Open is null ? LiveMoment.Idle : LiveMoment.Open;
        }

        var speech = frame.SpeechProbability >= _bounds.SilenceThreshold;
        Open.Add(frame.Samples.Span, frame.SpeechProbability, speech);
        if (speech)
        {
            return NewSpeech >= step ? Step() : LiveMoment.Open;
        }

        var silence = Open.TrailingSilence;
        return silence == _bounds.Frames(_bounds.Pause) && IsUnsettled ? Settle()
            : silence == _bounds.Frames(options.Rest) ? LiveMoment.Rested
            : silence >= _bounds.Frames(_bounds.LongestPause) ? LiveMoment.Ended
            : LiveMoment.Open;
    }

    /// <summary>What comes is other speech.</summary>
    public void Close() => (Open, _decoded, _settled) = (null, 0, 0);

    /// <summary>Lets go of what lies before a frame.</summary>
    public void Forget(int frames)
    {
        var whole = Open!;
        Open = whole.Part(frames, whole.Frames, _bounds.SilenceThreshold);
        var forgotten = whole.SpeechFrames - Open.SpeechFrames;
        (_decoded, _settled) = (_decoded - forgotten, _settled - forgotten);
    }

    private LiveMoment Step()
    {
        _decoded = Open!.SpeechFrames;
        return LiveMoment.Stepped;
    }

    private LiveMoment Settle()
    {
        _decoded = _settled = Open!.SpeechFrames;
        return LiveMoment.Paused;
    }
}
