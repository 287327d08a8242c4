using System.Threading.Channels;
using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Recognition.Cloud;
using LiveCaptions.Speech.Recognition.Streaming;

namespace LiveCaptions.Speech.Recognition.Exported;

/// <summary>
/// One track in a model that hears sound as it comes. From the beginning of speech to a pause it is one utterance, decoded chunk by chunk:
/// what is decoded, and when, depends on the samples alone. Words become final when another one follows, or speech pauses.
/// </summary>
internal sealed class StreamedRecognizerStream : IRecognizerStream
{
    /// <summary>Seconds of silence that end an utterance: live, and in files, where nobody waits.</summary>
    private const double Pause = 0.64;
    private const double LongPause = 1;

    /// <summary>Samples that a word may be told late: no sooner it is known that there is none. 1 s.</summary>
    private const long Late = AudioFormat.SampleRate;

    /// <summary>Samples of speech without a word that are told of while it goes on, and seconds that are told of when it ends.</summary>
    private const long Wordless = 5 * AudioFormat.SampleRate;
    private const double Unsaid = 0.5;

    private static readonly TimeSpan BackgroundSlack = TimeSpan.FromSeconds(30);

    private readonly EndpointOptions _endpoint = new();
    private readonly StreamedRecognizer _recognizer;
    private readonly RecognizerStreamOptions _options;
    private readonly SpeechOnset _onset;
    private readonly CloudAudio _audio = new();
    private readonly CloudFinals _finals;
    private readonly IDisposable? _foreground;
    private readonly int _pause;
    private OpenSpeech? _open;

    public StreamedRecognizerStream(StreamedRecognizer recognizer, RecognizerStreamOptions options)
    {
        (_recognizer, _options) = (recognizer, options);
        _onset = new SpeechOnset(_endpoint);
        _finals = new CloudFinals(_audio, options, recognizer.Languages[0]);
        _pause = _endpoint.Frames(options.Interims ? Pause : LongPause);
        _foreground = options.Background ? null : recognizer.Scheduler.EnterForeground();
    }

    public ChannelReader<Transcript> Transcripts => _finals.Reader;

    public async ValueTask AcceptAsync(SpeechFrame frame, CancellationToken cancellationToken)
    {
        _audio.Add(frame);
        if (_open is { } open)
        {
            open.Add(frame.Samples.Span, frame.SpeechProbability >= _endpoint.SilenceThreshold);
        }
        else if (_onset.Next(frame) is { } begun)
        {
            open = _open = new OpenSpeech(_recognizer.Begin(_options.Quality), begun.Start);
            open.Add(begun.Audio.Span, isSpeech: true);
        }
        else
        {
            return;
        }

        if (open.Silence >= _pause)
        {
            await EndAsync(open, cancellationToken);
        }
        else if (open.Pending >= _recognizer.Chunk)
        {
            await DecodeAsync(open, isLast: false, cancellationToken);
            Tell(open, isLast: false);
        }
    }

    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_open is { } open)
        {
            await EndAsync(open, cancellationToken);
        }
    }

    public async ValueTask FinishAsync(CancellationToken cancellationToken)
    {
        try
        {
            await FlushAsync(cancellationToken);
            _finals.End(Math.Max(_audio.End, _finals.GivenTo));
            _finals.Complete(null);
        }
        catch (Exception e)
        {
            _finals.Complete(e is OperationCanceledException ? null : e);
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        Interlocked.Exchange(ref _open, null)?.Dispose();
        _finals.Complete(null);
        _foreground?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask EndAsync(OpenSpeech open, CancellationToken cancellationToken)
    {
        await DecodeAsync(open, isLast: true, cancellationToken);
        Tell(open, isLast: true);
        _open = null;
        open.Dispose();
    }

    private Task DecodeAsync(OpenSpeech open, bool isLast, CancellationToken cancellationToken)
    {
        var sound = open.Take();
        var (slack, kind) = _options.Background
            ? (BackgroundSlack, InferenceClass.Background)
            : (TimeSpan.Zero, InferenceClass.Live);
        return _recognizer.Scheduler.RunAsync(
            () =>
            {
                open.Utterance.Accept(sound);
                if (isLast)
                {
                    open.Utterance.End();
                }

                return isLast;
            },
            slack, cancellationToken, kind);
    }

    private void Tell(OpenSpeech open, bool isLast)
    {
        var words = _recognizer.Words(open.Utterance, open.Given, open.Start);
        var end = isLast ? open.End : open.DecodedTo;
        var complete = isLast ? words.Count : Complete(words, open.Utterance.Stable - open.Given);
        if (isLast || complete > 0 || words.Count == 0)
        {
            var finalTo = isLast ? end : complete > 0 ? words[complete].Word.Start : Math.Max(open.Start, end - Late);
            open.Given += words.Take(complete).Sum(word => word.Tokens);
            _finals.Add(Wanted(words.Take(complete), finalTo), finalTo, language: null, endsSpeech: isLast);
            if (words.Count == 0 && (isLast ? open.Spoken >= _endpoint.Frames(Unsaid) : finalTo - _finals.GivenTo >= Wordless))
            {
                _finals.TellOfNothing(finalTo);
            }

            _audio.Forget(Math.Min(finalTo, _finals.GivenTo) - RecognizerStreamOptions.LeftContext);
        }

        if (_options.Interims && Wanted(words.Skip(complete), end) is { Count: > 0 } rest)
        {
            _finals.Show(rest, end, language: null);
        }
    }

    /// <summary>Leading words behind which another one begins, of tokens that will stay.</summary>
    private static int Complete(List<(Word Word, int Tokens)> words, int stable)
    {
        var (complete, tokens) = (0, 0);
        while (complete + 1 < words.Count && (tokens += words[complete].Tokens) < stable)
        {
            complete++;
        }

        return complete;
    }

    /// <summary>Of those that are heard for their context nobody asked.</summary>
    private List<Word> Wanted(IEnumerable<(Word Word, int Tokens)> words, long end) => [.. words
        .Select(word => word.Word with { Start = Math.Min(word.Word.Start, end), End = Math.Min(word.Word.End, end) })
        .Where(word => (word.Start + word.End) / 2 >= _options.StartPosition)];
}
