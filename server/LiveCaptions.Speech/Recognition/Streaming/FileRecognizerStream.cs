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

    /// <summary>Samples of a common word: 0.3 s.</summary>
    private const long CommonWord = AudioFormat.SampleRate * 3 / 10;

    private readonly WindowedRecognizer _recognizer;
    private readonly RecognizerStreamOptions _options;
    private readonly RecognitionQuality _quality;
    private readonly EndpointOptions _endpoint;
    private readonly Endpointer _endpointer;
    private readonly TranscriptQueue _finals;
    private readonly IDisposable? _foreground;
    private readonly string _language;

    private int _number = 1;

    /// <summary>Of the final before. Where its utterance was cut, the next one hears the last of them once more.</summary>
    private IReadOnlyList<Word> _before = [];

    public FileRecognizerStream(WindowedRecognizer recognizer, RecognizerStreamOptions options)
    {
        _recognizer = recognizer;
        _options = options;
        _language = options.Language ?? recognizer.Languages[0];
        _quality = options.Background && recognizer.Scheduler.HasForeground ? RecognitionQuality.Fast : options.Quality;
        _endpoint = recognizer.FileEndpoint;
        _endpointer = new Endpointer(_endpoint);
        _finals = new TranscriptQueue(Math.Max(LeastPending, recognizer.Scheduler.Concurrency));
        _foreground = options.Background ? null : recognizer.Scheduler.EnterForeground();
    }

    public ChannelReader<Transcript> Transcripts => _finals.Transcripts;

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

        await _finals.DrainAsync(cancellationToken);
    }

    public ValueTask FinishAsync(CancellationToken cancellationToken) => _finals.FinishAsync(FlushAsync, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _finals.DisposeAsync();
        _foreground?.Dispose();
    }

    /// <summary>Starts the final of an utterance that is over. Finals decode side by side and come out in order.</summary>
    private ValueTask EndAsync(Utterance ended, CancellationToken cancellationToken) =>
        _finals.AddAsync(before => FinalAsync(before, ended), cancellationToken);

    private Task<Hypothesis> DecodeAsync(Utterance ended)
    {
        if (ended.SpeechFrames < _endpoint.Frames(_endpoint.MinSpeech))
        {
            return Task.FromResult(Hypothesis.Empty);
        }

        var (audio, speech) = (_endpointer.DecisiveAudio(ended), ended.Probabilities.ToArray());
        var second = new SecondHearing(NewDecoder);
        return NewDecoder().DecodeAsync(
            audio, first => second.Complete(first, audio, speech, _finals.Stop), _recognizer.Scheduler, Turn(), _finals.Stop);
    }

    private IUtteranceDecoder NewDecoder() => _recognizer.CreateDecoder(_quality, _options);

    private InferenceTurn Turn() => _options.Background
        ? _recognizer.Scheduler.TurnIn(BackgroundSlack, InferenceClass.Background)
        : _recognizer.Scheduler.TurnIn(TimeSpan.Zero, InferenceClass.Live);

    private async Task FinalAsync(Task before, Utterance ended)
    {
        var number = _number++;
        var known = _options.Known?.Invoke(number);
        var hypothesis = known is null ? await DecodeAsync(ended) : Hypothesis.Empty;
        await before;
        var words = _before = known?.Words ?? Words(ended, hypothesis, _before);
        _finals.Write(new Transcript
        {
            Utterance = number,
            IsFinal = true,
            Words = words,
            StableWords = words.Count,
            Language = known?.Language ?? hypothesis.Language ?? _language,
            LanguageFrom = known is not null ? LanguageSource.Settled
                : hypothesis.Language is null ? LanguageSource.Nobody : LanguageSource.Engine,
            AudioEnd = ended.End,
            Heard = ReferenceEquals(hypothesis, Hypothesis.Empty) ? null : Heard(ended, hypothesis),
            Voices = known?.Voices ?? [],
            Emotions = known?.Emotions ?? [],
        });
    }

    /// <summary>Both sides hear the sound around a cut: behind it counts what follows the words before it.</summary>
    private static IReadOnlyList<Word> Words(Utterance utterance, Hypothesis hypothesis, IReadOnlyList<Word> before)
    {
        var (heard, said) = (Heard(utterance, hypothesis), HallucinationGuard.Heard(hypothesis, utterance.SpeechSamples));
        return utterance.KeepFrom > utterance.Start
            ? Continuation.Behind(before, UtteranceWords.Of(heard, FromMidSpeech(said, before)), utterance.KeepFrom)
            : UtteranceWords.Of(heard, said);
    }

    /// <summary>
    /// The first word of a window takes all time before it, also where that is another word's: what is known of it is its end. Where it is
    /// the word before the cut once more, that time is its own.
    /// </summary>
    private static IReadOnlyList<Word> FromMidSpeech(IReadOnlyList<Word> said, IReadOnlyList<Word> before) =>
        said.Count == 0 || (before.Count > 0 && WordStability.Same(said[0].Text, before[^1].Text))
            ? said
            : [said[0] with { Start = Math.Max(said[0].Start, said[0].End - CommonWord) }, .. said.Skip(1)];

    private static HeardUtterance Heard(Utterance utterance, Hypothesis hypothesis) => new(
        utterance.Start,
        utterance.KeepFrom,
        utterance.KeepTo,
        utterance.Audio,
        utterance.Probabilities,
        hypothesis.Features with { Start = utterance.Start });
}
