using System.Threading.Channels;
using LiveCaptions.Speech.Inference;

namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>
/// Recorded speech with an engine that decodes whole utterances: each once, when it has ended.
/// Frames are taken as they come: decodes run beside, and only finals that pile up hold the caller back.
/// </summary>
internal sealed class FileRecognizerStream : IRecognizerStream
{
    /// <summary>Finals at a time: they fill a batch. Each takes about 1 MB per second while it waits.</summary>
    private const int LeastPending = 8;

    /// <summary>How long a final that nobody waits for may wait: longer than live streams ever do, but not for ever.</summary>
    private static readonly TimeSpan BackgroundSlack = TimeSpan.FromSeconds(30);

    private readonly Channel<Transcript> _transcripts = Channel.CreateUnbounded<Transcript>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _stop = new();
    private readonly WindowedRecognizer _recognizer;
    private readonly RecognizerStreamOptions _options;
    private readonly RecognitionQuality _quality;
    private readonly EndpointOptions _endpoint;
    private readonly Endpointer _endpointer;
    private readonly SemaphoreSlim _pendingFinals;
    private readonly string _language;

    private int _number = 1;
    private bool _left;

    /// <summary>Completes when all finals so far are out.</summary>
    private Task _finals = Task.CompletedTask;

    public FileRecognizerStream(WindowedRecognizer recognizer, RecognizerStreamOptions options)
    {
        _recognizer = recognizer;
        _options = options;
        _language = options.Language ?? recognizer.Languages[0];
        _quality = options.Background && recognizer.Scheduler.HasForeground ? RecognitionQuality.Fast : options.Quality;
        _endpoint = recognizer.FileEndpoint;
        _endpointer = new Endpointer(_endpoint);
        _pendingFinals = new SemaphoreSlim(Math.Max(LeastPending, recognizer.Scheduler.Concurrency));
        if (!options.Background)
        {
            recognizer.Scheduler.EnterForeground();
        }
    }

    public ChannelReader<Transcript> Transcripts => _transcripts.Reader;

    public async ValueTask AcceptAsync(SpeechFrame frame, CancellationToken cancellationToken)
    {
        if (_endpointer.Accept(frame) == Segmentation.Ended)
        {
            await EndAsync(_endpointer.Ended!, cancellationToken);
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
        await _finals.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _transcripts.Writer.TryComplete();
        _pendingFinals.Dispose();
        _stop.Dispose();
        if (!_options.Background && !_left)
        {
            _left = true;
            _recognizer.Scheduler.LeaveForeground();
        }
    }

    /// <summary>Starts the final of an utterance that is over. Finals decode side by side and come out in order.</summary>
    private async Task EndAsync(Utterance ended, CancellationToken cancellationToken)
    {
        await _pendingFinals.WaitAsync(cancellationToken);
        var number = _number++;
        var known = _options.Known?.Invoke(number);
        _finals = FinalAsync(_finals, ended, known is null ? DecodeAsync(ended) : Task.FromResult(Hypothesis.Empty), known, number);
    }

    private Task<Hypothesis> DecodeAsync(Utterance ended)
    {
        if (ended.SpeechFrames < _endpoint.Frames(_endpoint.MinSpeech))
        {
            return Task.FromResult(Hypothesis.Empty);
        }

        var (audio, speech) = (_endpointer.DecisiveAudio(ended), ended.Probabilities.ToArray());
        var second = new SecondHearing(NewDecoder);
        return NewDecoder().DecodeAsync(audio, first => second.Complete(first, audio, speech, _stop.Token), _recognizer.Scheduler, Turn(), _stop.Token);
    }

    private IUtteranceDecoder NewDecoder() => _recognizer.CreateDecoder(_quality);

    private InferenceTurn Turn() => _options.Background
        ? _recognizer.Scheduler.TurnIn(BackgroundSlack, InferenceClass.Background)
        : _recognizer.Scheduler.TurnIn(TimeSpan.Zero, InferenceClass.Live);

    private async Task FinalAsync(Task before, Utterance ended, Task<Hypothesis> decode, Transcript? known, int number)
    {
        try
        {
            var hypothesis = await decode;
            await before;
            var words = known?.Words ?? Words(ended, hypothesis);
            _transcripts.Writer.TryWrite(new Transcript
            {
                Utterance = number,
                IsFinal = true,
                Words = words,
                StableWords = words.Count,
                Language = _language,
                AudioEnd = ended.End,
                Heard = ReferenceEquals(hypothesis, Hypothesis.Empty) ? null : Heard(ended, hypothesis),
                Voices = known?.Voices ?? [],
                Emotions = known?.Emotions ?? [],
            });
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
        UtteranceWords.Of(Heard(utterance, hypothesis), HallucinationGuard.Heard(hypothesis, utterance.SpeechSamples));

    private static HeardUtterance Heard(Utterance utterance, Hypothesis hypothesis) => new(
        utterance.Start,
        utterance.KeepFrom,
        utterance.KeepTo,
        utterance.Audio,
        utterance.Probabilities,
        hypothesis.Features with { Start = utterance.Start });
}
