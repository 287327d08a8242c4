using System.Threading.Channels;
using LiveCaptions.Speech.Inference;

namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>
/// Live speech with an engine that decodes whole pieces of audio. A <see cref="SlidingWindow"/> is decoded for good at moments that depend
/// on the samples alone, one after the other, and now and then in between for a look. Words that are final come out when they fill cues, and
/// when the speaker rests. Frames are taken as they come: decodes run beside, and only those that pile up hold the caller back.
/// </summary>
internal sealed class LiveRecognizerStream : IRecognizerStream
{
    /// <summary>Decodes for good that may wait.</summary>
    private const int MostPending = 8;

    /// <summary>Samples of final words that are given out at the latest though they fill no cue: 7 s.</summary>
    private const long Longest = 7 * AudioFormat.SampleRate;

    /// <summary>Samples of audio that nobody needs any more: a copy of the rest is worth while.</summary>
    private const long Forgotten = 30 * AudioFormat.SampleRate;

    private readonly Channel<Transcript> _transcripts = Channel.CreateUnbounded<Transcript>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _pending = new(MostPending);
    private readonly WindowedRecognizer _recognizer;
    private readonly RecognizerStreamOptions _options;
    private readonly LiveEndpointer _endpointer;
    private readonly string _language;

    /// <summary>Over the open speech. After it is made only the decodes touch it, one after the other.</summary>
    private SlidingWindow? _window;

    /// <summary>Completes when all decodes so far are done and what they say is written.</summary>
    private Task _decodes = Task.CompletedTask;
    private CancellationTokenSource? _look;

    /// <summary>Speech frames when the last decode of any kind began.</summary>
    private int _seen;
    private long _neededFrom;
    private int _number = 1;
    private bool _isShown;
    private bool _left;

    public LiveRecognizerStream(WindowedRecognizer recognizer, RecognizerStreamOptions options)
    {
        (_recognizer, _options) = (recognizer, options);
        _language = options.Language ?? recognizer.Languages[0];
        _endpointer = new LiveEndpointer(recognizer.Live);
        recognizer.Scheduler.EnterForeground();
    }

    public ChannelReader<Transcript> Transcripts => _transcripts.Reader;

    public async ValueTask AcceptAsync(SpeechFrame frame, CancellationToken cancellationToken)
    {
        var live = _recognizer.Live.Within(_options.MaxDelay());
        var moment = _endpointer.Accept(frame, live.Endpoint.Frames(live.Step));
        if (moment == LiveMoment.Idle)
        {
            return;
        }

        var window = _window ??= new SlidingWindow(() => _recognizer.CreateDecoder(RecognitionQuality.Fast), _endpointer.Open!.Start);
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
            await CommitAsync(window, _recognizer.Live, LiveMoment.Rested, cancellationToken);
            await EndAsync(window, cancellationToken);
        }

        await _decodes.WaitAsync(cancellationToken);
    }

    public async ValueTask FinishAsync(CancellationToken cancellationToken)
    {
        try
        {
            await FlushAsync(cancellationToken);
        }
        finally
        {
            _transcripts.Writer.TryComplete();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _look?.Cancel();
        await _decodes.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _transcripts.Writer.TryComplete();
        _pending.Dispose();
        _stop.Dispose();
        if (!_left)
        {
            _left = true;
            _recognizer.Scheduler.LeaveForeground();
        }
    }

    private async ValueTask CommitAsync(SlidingWindow window, LiveOptions live, LiveMoment moment, CancellationToken cancellationToken)
    {
        var speech = _endpointer.Open!.Heard();
        _seen = _endpointer.Open.SpeechFrames;
        var isSettled = moment == LiveMoment.Rested && !_endpointer.IsUnsettled;
        await QueueAsync(
            async () =>
            {
                if (!isSettled || window.Open.Count > 0)
                {
                    await _recognizer.Scheduler.RunAsync(() => window.Commit(speech, live, moment, _stop.Token), TimeSpan.Zero, _stop.Token);
                }

                Give(window, moment, speech);
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
        await QueueAsync(
            () =>
            {
                GiveAll(window, end);
                if (_isShown)
                {
                    Write(window, [], end);
                }
            },
            cancellationToken);
    }

    private ValueTask QueueAsync(Action action, CancellationToken cancellationToken) => QueueAsync(
        () =>
        {
            action();
            return Task.CompletedTask;
        },
        cancellationToken);

    /// <summary>Does it behind all that was queued before. A look makes way.</summary>
    private async ValueTask QueueAsync(Func<Task> action, CancellationToken cancellationToken)
    {
        await _pending.WaitAsync(cancellationToken);
        _look?.Cancel();
        _decodes = RunAsync(_decodes, action);
    }

    private async Task RunAsync(Task before, Func<Task> action)
    {
        try
        {
            await before;
            await action();
        }
        catch (Exception e)
        {
            _transcripts.Writer.TryComplete(e is OperationCanceledException ? null : e);
            throw;
        }
        finally
        {
            _pending.Release();
        }
    }

    private bool LookIsDue(LiveOptions live, long backlog)
    {
        var (interim, open) = (_recognizer.Interim, _endpointer.Open!);
        var step = interim.StepAmong(_recognizer.Scheduler.ForegroundStreams, _recognizer.Scheduler.Concurrency);
        return _decodes.IsCompleted
            && backlog <= interim.MaxBacklog * AudioFormat.SampleRate
            && open.SpeechFrames >= live.Endpoint.Frames(interim.FirstDecode)
            && open.SpeechFrames - _seen >= live.Endpoint.Frames(step)
            && live.Endpoint.Frames(live.Step) - _endpointer.NewSpeech >= live.Endpoint.Frames(step / 2);
    }

    private void Look(SlidingWindow window, LiveOptions live)
    {
        var speech = _endpointer.Open!.Heard();
        _seen = _endpointer.Open.SpeechFrames;
        _look = new CancellationTokenSource();
        _decodes = LookAsync(window, live, speech, _look.Token);
    }

    private async Task LookAsync(SlidingWindow window, LiveOptions live, HeardSpeech speech, CancellationToken stop)
    {
        try
        {
            await _recognizer.Scheduler.RunAsync(() => window.Look(speech, live, stop), TimeSpan.FromSeconds(_recognizer.Interim.Slack), stop);
            Show(window);
        }
        catch (OperationCanceledException)
        {
            // A decode for good takes its place, or the stream ends.
        }
        catch (Exception e)
        {
            _transcripts.Writer.TryComplete(e);
            throw;
        }
    }

    /// <summary>Gives out the final words that fill cues; where the speaker rests, or pauses behind a sentence, all of them.</summary>
    private void Give(SlidingWindow window, LiveMoment moment, HeardSpeech speech)
    {
        var held = window.Held;
        if (moment == LiveMoment.Rested)
        {
            GiveAll(window, speech.End);
        }
        else if (held.Count > 0)
        {
            var isWhole = moment == LiveMoment.Paused && window.Open.Count == 0 && Sentence.EndsWith(held[^1].Text);
            var count = isWhole || held[^1].End - held[0].Start > Longest ? held.Count : _options.WholeCues?.Invoke(held) ?? 0;
            if (count > 0)
            {
                Write(window, held.GetRange(0, count), window.EndOf(count));
            }
        }

        Show(window);
    }

    private void GiveAll(SlidingWindow window, long end)
    {
        if (window.Held.Count > 0)
        {
            Write(window, [.. window.Held], end);
        }
    }

    private void Show(SlidingWindow window)
    {
        var (held, open) = (window.Held, window.Open);
        if (held.Count + open.Count > 0)
        {
            _isShown = true;
            _transcripts.Writer.TryWrite(Transcript([.. held, .. open], held.Count + window.Stable, window.End) with
            {
                Heard = window.Heard! with { KeepFrom = window.GivenTo },
            });
        }
    }

    /// <summary>Writes a final of the first held words.</summary>
    private void Write(SlidingWindow window, IReadOnlyList<Word> words, long end)
    {
        var heard = window.Take(words.Count, end);
        IReadOnlyList<Word> next = [.. window.Held, .. window.Open];
        _isShown = next.Count > 0;
        _transcripts.Writer.TryWrite(Transcript(words, words.Count, end) with
        {
            IsFinal = true,
            Heard = heard,
            Next = next,
        });
        _number++;
    }

    private Transcript Transcript(IReadOnlyList<Word> words, int stable, long end) => new()
    {
        Utterance = _number,
        IsFinal = false,
        Words = words,
        StableWords = stable,
        Language = _language,
        AudioEnd = end,
    };

    private void Forget()
    {
        if (_endpointer.Open is { } open && Volatile.Read(ref _neededFrom) - open.Start > Forgotten)
        {
            _endpointer.Forget((int)((_neededFrom - open.Start) / Vad.IVoiceActivityDetector.FrameLength));
            _seen = _endpointer.Open!.SpeechFrames;
        }
    }
}
