using System.Threading.Channels;
using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Inference;

namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>
/// Streaming with an engine that decodes whole utterances. The open utterance is decoded again and again for interims, at a pause at once
/// (if it was the end, that decode is the final and nothing more is waited for), and at its end for the final.
/// Frames are taken as they come: decodes run beside, and only finals that pile up hold the caller back.
/// </summary>
internal sealed class WindowedRecognizerStream : IRecognizerStream
{
    /// <summary>Finals at a time where nobody looks at interims: they fill a batch. Each takes about 1 MB per second while it waits.</summary>
    private const int PendingInFiles = 8;

    private readonly Channel<Transcript> _transcripts = Channel.CreateUnbounded<Transcript>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _stop = new();
    private readonly WindowedRecognizer _recognizer;
    private readonly RecognizerStreamOptions _options;
    private readonly RecognitionQuality _quality;
    private readonly EndpointOptions _endpoint;
    private readonly Endpointer _endpointer;
    private readonly SemaphoreSlim _pendingFinals;
    private readonly string _language;

    private UtteranceDecoding _decoding;
    private int _number = 1;
    private bool _left;

    /// <summary>Speech frames of the open utterance when its last decode began.</summary>
    private int _decodedSpeech;
    private Task _interim = Task.CompletedTask;

    /// <summary>The decode at the last pause, and where the speech before it ended.</summary>
    private (Task<Hypothesis> Decode, int SpeechEnd)? _early;

    /// <summary>Completes when all finals so far are out.</summary>
    private Task _finals = Task.CompletedTask;

    public WindowedRecognizerStream(WindowedRecognizer recognizer, RecognizerStreamOptions options)
    {
        _recognizer = recognizer;
        _options = options;
        _language = options.Language ?? recognizer.Languages[0];
        _quality = options.Background && recognizer.Scheduler.HasForeground ? RecognitionQuality.Fast : options.Quality;
        _endpoint = options.Interims ? recognizer.Endpoint : recognizer.FileEndpoint;
        _endpointer = new Endpointer(_endpoint);
        var pending = Math.Max(2, recognizer.Scheduler.Concurrency);
        _pendingFinals = new SemaphoreSlim(options is { Background: false, Interims: true } ? pending : Math.Max(PendingInFiles, pending));
        _decoding = NewDecoding();
        if (!options.Background)
        {
            recognizer.Scheduler.EnterForeground();
        }
    }

    public ChannelReader<Transcript> Transcripts => _transcripts.Reader;

    public async ValueTask AcceptAsync(SpeechFrame frame, CancellationToken cancellationToken)
    {
        switch (_endpointer.Accept(frame))
        {
            case Segmentation.Open when InterimIsDue(_endpointer.Open!, frame.Backlog):
                _decodedSpeech = _endpointer.Open!.SpeechFrames;
                _interim = InterimAsync(_endpointer.Open, _decoding, _number);
                break;
            case Segmentation.Paused when _options.Interims && _finals.IsCompleted && Worthwhile(_endpointer.Open!):
                var decode = DecodeFinal(_endpointer.Open!);
                _early = (decode, _endpointer.Open!.SpeechEnd);
                _interim = Task.WhenAll(_interim, ShowEarlyAsync(_endpointer.Open, decode, _number));
                break;
            case Segmentation.Ended:
                await EndAsync(_endpointer.Ended!, cancellationToken);
                break;
        }
    }

    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_endpointer.Close())
        {
            await EndAsync(_endpointer.Ended!, cancellationToken);
        }

        await _finals.WaitAsync(cancellationToken);
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
        await Task.WhenAll(_interim, _finals).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _transcripts.Writer.TryComplete();
        _pendingFinals.Dispose();
        _stop.Dispose();
        if (!_options.Background && !_left)
        {
            _left = true;
            _recognizer.Scheduler.LeaveForeground();
        }
    }

    private UtteranceDecoding NewDecoding() => new(() => _recognizer.CreateDecoder(_quality), _recognizer.Scheduler, _options.Background, _stop.Token);

    private bool InterimIsDue(Utterance open, long backlog)
    {
        var interim = _recognizer.Interim;
        var seconds = AudioFormat.ToSeconds(open.Audio.Length);
        return _options.Interims
            && !_decoding.Busy
            && _interim.IsCompleted
            && _finals.IsCompleted
            && backlog <= interim.MaxBacklog * AudioFormat.SampleRate
            && open.SpeechFrames >= _endpoint.Frames(interim.FirstDecode)
            && open.SpeechFrames - _decodedSpeech >= _endpoint.Frames(interim.StepAfter(seconds));
    }

    private async Task InterimAsync(Utterance utterance, UtteranceDecoding decoding, int number)
    {
        var before = decoding.Newest;
        try
        {
            var hypothesis = await decoding.Interim(utterance.Audio, [.. utterance.Probabilities], TimeSpan.FromSeconds(_recognizer.Interim.Slack));
            var words = Words(utterance, hypothesis);
            Show(utterance, hypothesis, words, number, WordStability.StableWords(Words(utterance, before), words));
        }
        catch (OperationCanceledException)
        {
            // A final takes its place, or the stream ends.
        }
    }

    private async Task ShowEarlyAsync(Utterance utterance, Task<Hypothesis> decode, int number)
    {
        await ((Task)decode).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (decode.IsCompletedSuccessfully && number == _number)
        {
            var hypothesis = await decode;
            var words = Words(utterance, hypothesis);
            Show(utterance, hypothesis, words, number, words.Count);
        }
    }

    private void Show(Utterance utterance, Hypothesis hypothesis, IReadOnlyList<Word> words, int number, int stable)
    {
        if (words.Count > 0)
        {
            Write(number, isFinal: false, words, stable, utterance.Start + utterance.Length, Heard(utterance, hypothesis));
        }
    }

    /// <summary>Starts the final of an utterance that is over. Finals decode side by side and come out in order.</summary>
    private async Task EndAsync(Utterance ended, CancellationToken cancellationToken)
    {
        await _pendingFinals.WaitAsync(cancellationToken);
        var number = _number++;
        var known = _options.Known?.Invoke(number);
        _finals = FinalAsync(_finals, _interim, ended, known is null ? Decode(ended) : Task.FromResult(Hypothesis.Empty), known, number);
        _decoding = NewDecoding();
        _decodedSpeech = 0;
        _early = null;
    }

    private Task<Hypothesis> Decode(Utterance ended)
    {
        if (_early is { } early && early.SpeechEnd == ended.SpeechEnd && ended.KeepTo == long.MaxValue)
        {
            return early.Decode;
        }

        return Worthwhile(ended) ? DecodeFinal(ended) : Task.FromResult(Hypothesis.Empty);
    }

    private Task<Hypothesis> DecodeFinal(Utterance utterance) => _decoding.Final(_endpointer.DecisiveAudio(utterance), [.. utterance.Probabilities]);

    private bool Worthwhile(Utterance utterance) => utterance.SpeechFrames >= _endpoint.Frames(_endpoint.MinSpeech);

    private async Task FinalAsync(Task before, Task interim, Utterance ended, Task<Hypothesis> decode, Transcript? known, int number)
    {
        try
        {
            var hypothesis = await decode;
            await Task.WhenAll(before, interim);
            var words = known?.Words ?? Words(ended, hypothesis);
            Write(number, isFinal: true, words, words.Count, ended.End, Heard(ended, hypothesis), known);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            _transcripts.Writer.TryComplete(e);
            throw;
        }
        finally
        {
            _pendingFinals.Release();
        }
    }

    private static IReadOnlyList<Word> Words(Utterance utterance, Hypothesis hypothesis) =>
        UtteranceWords.Of(utterance, HallucinationGuard.Heard(hypothesis, utterance.SpeechSamples));

    /// <summary>The open utterance goes on growing: the frames that it has now are copied.</summary>
    private static HeardUtterance? Heard(Utterance utterance, Hypothesis hypothesis) => ReferenceEquals(hypothesis, Hypothesis.Empty) ? null : new HeardUtterance(
        utterance.Start,
        utterance.KeepFrom,
        utterance.KeepTo,
        utterance.Audio,
        utterance.Probabilities.ToArray(),
        hypothesis.Features with { Start = utterance.Start });

    private void Write(int number, bool isFinal, IReadOnlyList<Word> words, int stable, long end, HeardUtterance? heard, Transcript? known = null) =>
        _transcripts.Writer.TryWrite(new Transcript
        {
            Utterance = number,
            IsFinal = isFinal,
            Words = words,
            StableWords = stable,
            Language = _language,
            AudioEnd = end,
            Heard = heard,
            Voices = known?.Voices ?? [],
            Emotions = known?.Emotions ?? [],
        });
}
