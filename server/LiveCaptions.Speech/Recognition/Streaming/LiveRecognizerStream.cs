using System.Threading.Channels;

namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>
/// Live speech with an engine that decodes whole pieces of audio. A <see cref="SlidingWindow"/> is decoded for good at moments that depend
/// on the samples alone, one after the other, and now and then in between for a look. What is to be told of it, and when, know the
/// <see cref="LiveTranscripts"/>. Frames are taken as they come: decodes run beside, and only those that pile up hold the caller back.
/// </summary>
internal sealed class LiveRecognizerStream : IRecognizerStream
{
    /// <summary>Decodes for good that may wait.</summary>
    private const int MostPending = 8;

    /// <summary>Samples of audio that nobody needs any more: a copy of the rest is worth while.</summary>
    private const long Forgotten = 30 * AudioFormat.SampleRate;

    private readonly TranscriptQueue _decodes = new(MostPending);
    private readonly LiveTranscripts _told;
    private readonly WindowedRecognizer _recognizer;
    private readonly RecognizerStreamOptions _options;
    private readonly LiveEndpointer _endpointer;
    private readonly IDisposable _foreground;

    /// <summary>Within the delay that was asked for last.</summary>
    private LiveOptions _live;
    private TimeSpan? _maxDelay;

    /// <summary>Over the open speech. After it is made only the decodes touch it, one after the other.</summary>
    private SlidingWindow? _window;

    /// <summary>Speech frames when the last decode of any kind began.</summary>
    private int _seen;
    private long _neededFrom;

    public LiveRecognizerStream(WindowedRecognizer recognizer, RecognizerStreamOptions options)
    {
        (_recognizer, _options) = (recognizer, options);
        _told = new LiveTranscripts(options.WholeCues, options.Language ?? recognizer.Languages[0], _decodes.Write);
        _live = recognizer.Live;
        _endpointer = new LiveEndpointer(_live);
        _foreground = recognizer.Scheduler.EnterForeground();
    }

    public ChannelReader<Transcript> Transcripts => _decodes.Transcripts;

    public async ValueTask AcceptAsync(SpeechFrame frame, CancellationToken cancellationToken)
    {
        var live = Live();
        var moment = _endpointer.Accept(frame, live.Endpoint.Frames(live.Step));
        if (moment == LiveMoment.Idle || IsContext(frame, moment))
        {
            return;
        }

        var window = _window ??= Window(_endpointer.Open!.Start);
        switch (moment)
        {
            case LiveMoment.Stepped or LiveMoment.Paused or LiveMoment.Rested:
                await CommitAsync(window, live, moment, cancellationToken);
                break;
            case LiveMoment.Ended:
                await EndAsync(window, cancellationToken);
                break;
            case LiveMoment.Open when LookIsDue(live, frame.Backlog):
                Look(window, live);
                break;
        }
    }

    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_window is { } window)
        {
            await CommitAsync(window, Live(), LiveMoment.Rested, cancellationToken);
            await EndAsync(window, cancellationToken);
        }

        await _decodes.DrainAsync(cancellationToken);
    }

    public ValueTask FinishAsync(CancellationToken cancellationToken) => _decodes.FinishAsync(FlushAsync, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _decodes.DisposeAsync();
        _foreground.Dispose();
    }

    /// <summary>Whether the frame lies before what is to be recognised: it is kept, and decoded together with what follows.</summary>
    private bool IsContext(SpeechFrame frame, LiveMoment moment)
    {
        if (frame.Position >= _options.StartPosition)
        {
            return false;
        }

        if (moment == LiveMoment.Ended)
        {
            _endpointer.Close();
        }

        return true;
    }

    private SlidingWindow Window(long start) =>
        new(() => _recognizer.CreateDecoder(RecognitionQuality.Fast, _options), start, Math.Max(start, _options.StartPosition));

    private LiveOptions Live()
    {
        var maxDelay = _options.MaxDelay();
        if (maxDelay != _maxDelay)
        {
            (_maxDelay, _live) = (maxDelay, _recognizer.Live.Within(maxDelay));
        }

        return _live;
    }

    private async ValueTask CommitAsync(SlidingWindow window, LiveOptions live, LiveMoment moment, CancellationToken cancellationToken)
    {
        var speech = _endpointer.Heard();
        _seen = _endpointer.Open!.SpeechFrames;
        var isSettled = moment == LiveMoment.Rested && !_endpointer.IsUnsettled;
        await _decodes.AddAsync(
            async before =>
            {
                await before;
                if (!isSettled || window.Open.Count > 0)
                {
                    await _recognizer.Scheduler.RunAsync(
                        () => window.Commit(speech, live, moment, _decodes.Stop), TimeSpan.Zero, _decodes.Stop);
                }

                _told.Give(window, moment, speech.End);
                window.Slide(speech, live);
                Volatile.Write(ref _neededFrom, window.Start);
            },
            cancellationToken);
        Forget();
    }

    private async ValueTask EndAsync(SlidingWindow window, CancellationToken cancellationToken)
    {
        var end = _endpointer.Open!.Start + _endpointer.Open.Length;
        _endpointer.Close();
        (_window, _seen) = (null, 0);
        await _decodes.AddAsync(
            async before =>
            {
                await before;
                _told.End(window, end);
            },
            cancellationToken);
    }

    private bool LookIsDue(LiveOptions live, long backlog)
    {
        if (_recognizer.Interim is not { } interim)
        {
            return false;
        }

        var open = _endpointer.Open!;
        var step = interim.StepAmong(_recognizer.Scheduler.ForegroundStreams, _recognizer.Scheduler.Concurrency);
        return _decodes.IsIdle
            && backlog <= interim.MaxBacklog * AudioFormat.SampleRate
            && open.SpeechFrames >= live.Endpoint.Frames(interim.FirstDecode)
            && open.SpeechFrames - _seen >= live.Endpoint.Frames(step)
            && live.Endpoint.Frames(live.Step) - _endpointer.NewSpeech >= live.Endpoint.Frames(step / 2);
    }

    private void Look(SlidingWindow window, LiveOptions live)
    {
        var speech = _endpointer.Heard();
        _seen = _endpointer.Open!.SpeechFrames;
        _decodes.Meanwhile(async stop =>
        {
            await _recognizer.Scheduler.RunAsync(
                () => window.Look(speech, live, stop), TimeSpan.FromSeconds(_recognizer.Interim!.Slack), stop);
            _told.Show(window);
        });
    }

    private void Forget()
    {
        if (_endpointer.Open is { } open && Volatile.Read(ref _neededFrom) - open.Start > Forgotten)
        {
            _endpointer.Forget((int)((_neededFrom - open.Start) / Vad.IVoiceActivityDetector.FrameLength));
            _seen = _endpointer.Open!.SpeechFrames;
        }
    }
}
