using System.Threading.Channels;
using LiveCaptions.Speech.Recognition.Streaming;
using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Speech.Recognition.Cloud.OpenAi;

/// <summary>
/// A track as pieces that end at pauses: each is a request, several are on their way at once, and finals come out in order. There are no
/// interims: each would cost a request, of which many are paid for as ten seconds.
/// </summary>
internal sealed class OpenAiStream : IRecognizerStream
{
    /// <summary>Requests that may wait; each takes about 1 MB per 16 seconds.</summary>
    private const int MostPending = 8;

    /// <summary>Samples before the first wanted one that are heard: 0.5 s, as on both sides of a cut.</summary>
    private const long Overlap = 16 * IVoiceActivityDetector.FrameLength;

    /// <summary>
    /// Pieces of live speech: 5 to 28 s, less where somebody says no more for a second. Shorter ones would come sooner, cost more, and
    /// have more errors.
    /// </summary>
    private static readonly EndpointOptions Live = new()
    {
        Pause = 0.384,
        ShortUtterance = 5,
        LongestPause = 1,
        LongUtterance = 12,
        ShortestPause = 0.3,
        MaxUtterance = 28,
    };

    private readonly OpenAiClient _client;
    private readonly RecognizerStreamOptions _options;
    private readonly EndpointOptions _endpoint;
    private readonly Endpointer _endpointer;
    private readonly string _language;
    private readonly TranscriptQueue _finals = new(MostPending);
    private int _number = 1;

    /// <summary>Of the final before. Where its piece was cut, the next one hears the last of them once more.</summary>
    private IReadOnlyList<Word> _before = [];

    public OpenAiStream(OpenAiClient client, RecognizerStreamOptions options, string defaultLanguage)
    {
        (_client, _options, _language) = (client, options, options.Language ?? defaultLanguage);
        _endpoint = options.Interims ? Live : EndpointOptions.Files;
        _endpointer = new Endpointer(_endpoint);
    }

    public ChannelReader<Transcript> Transcripts => _finals.Transcripts;

    public async ValueTask AcceptAsync(SpeechFrame frame, CancellationToken cancellationToken)
    {
        if (frame.Position >= _options.StartPosition - Overlap && _endpointer.Accept(frame) == Segmentation.Ended)
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

    public ValueTask DisposeAsync() => _finals.DisposeAsync();

    private async ValueTask EndAsync(Utterance ended, CancellationToken cancellationToken)
    {
        if (ended.End > _options.StartPosition)
        {
            await _finals.AddAsync(before => FinalAsync(before, ended), cancellationToken);
        }
    }

    private async Task FinalAsync(Task before, Utterance ended)
    {
        var number = _number++;
        var known = _options.Known?.Invoke(number);
        var isSpeech = known is null && ended.SpeechFrames >= _endpoint.Frames(_endpoint.MinSpeech);
        var hypothesis = isSpeech
            ? await _client.HearAsync(_endpointer.DecisiveAudio(ended), _options.Language, _options.Keyterms(), _finals.Stop)
            : Hypothesis.Empty;
        await before;
        var words = _before = known?.Words ?? Words(ended, hypothesis);
        _finals.Write(new Transcript
        {
            Utterance = number,
            IsFinal = true,
            Words = words,
            StableWords = words.Count,
            Language = known?.Language ?? _options.Language ?? hypothesis.Language ?? _language,
            LanguageFrom = known is not null ? LanguageSource.Settled
                : hypothesis.Language is null ? LanguageSource.Nobody : LanguageSource.Engine,
            AudioEnd = ended.End,
            Heard = isSpeech ? Heard(ended) : null,
            Voices = known?.Voices ?? [],
            Emotions = known?.Emotions ?? [],
        });
    }

    /// <summary>Both sides hear the sound around a cut: behind it counts what follows the words before it.</summary>
    private IReadOnlyList<Word> Words(Utterance ended, Hypothesis hypothesis)
    {
        var words = UtteranceWords.Of(Heard(ended), hypothesis.Words);
        var from = Math.Max(ended.KeepFrom, _options.StartPosition);
        return from > ended.Start ? Continuation.Behind(_before, words, from) : words;
    }

    private static HeardUtterance Heard(Utterance ended) =>
        new(ended.Start, ended.KeepFrom, ended.KeepTo, ended.Audio, ended.Probabilities, EncoderFeatures.None);
}
