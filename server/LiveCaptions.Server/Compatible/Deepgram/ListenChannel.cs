using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Server.Compatible.Deepgram;

/// <summary>
/// One channel's cues as Deepgram tells them: interims that replace each other, finals that freeze their stretch of time, ends of speech
/// and of utterances. Pure: what is told depends on what came, and on how far recognition has read.
/// </summary>
internal sealed class ListenChannel(int number, ListenRequest request, ListenMessages messages)
{
    private readonly List<Cue> _open = [];
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private double _frozen;
    private double? _lastWordEnd;
    private double? _finalizeAt;
    private bool _isSpeaking;
    private bool _hasNews;
    private bool _owesSpeechFinal;
    private bool _owesUtteranceEnd;

    /// <summary>Everything up to here shall be final now.</summary>
    public void Finalize(double position) => _finalizeAt = position;

    /// <param name="openNow">Cues of the channel that are open behind this one's message, maybe newer than those that came.</param>
    /// <param name="heard">Seconds that recognition has read.</param>
    public IEnumerable<object> Take(Cue cue, IReadOnlyList<Cue> openNow, double heard)
    {
        // Finals come again when somebody corrects them, or their speaker is put right: Deepgram has no word for that.
        if (_told.Contains(cue.Id))
        {
            return [];
        }

        _open.RemoveAll(open => open.Id == cue.Id);
        if (cue.Kind == CueKind.Final)
        {
            _told.Add(cue.Id);
        }

        if (cue.Words is not { Count: > 0 } words || cue.Text.Length == 0)
        {
            _hasNews = true;
            return [];
        }

        List<object> told = [.. BeginSpeech(words[0].Start)];
        if (cue.Kind == CueKind.Final)
        {
            told.Add(Final(cue, openNow, heard));
        }
        else
        {
            _open.Add(cue);
            _hasNews = true;
        }

        return told;
    }

    /// <summary>Nothing more has come for now.</summary>
    /// <param name="heard">Seconds that recognition has read.</param>
    /// <param name="settled">Seconds up to which all is final.</param>
    public IEnumerable<object> Settle(double heard, double settled)
    {
        if (_hasNews && request.Interims && Open() is { Count: > 0 } words)
        {
            yield return messages.Results(number, _frozen, Math.Max(_frozen, words[^1].End), words, isFinal: false);
        }

        _hasNews = false;
        if (_open.Count > 0)
        {
            yield break;
        }

        if (_finalizeAt is { } position && (heard - SpeechEnd.AtWork >= position || SpeechEnd.IsSettled(position, settled)))
        {
            _finalizeAt = null;
            yield return Empty(speechFinal: true, fromFinalize: true);
        }

        if (_owesSpeechFinal && heard - SpeechEnd.AtWork - _lastWordEnd >= request.Endpointing)
        {
            yield return Empty(speechFinal: true, fromFinalize: false);
        }

        if (_owesUtteranceEnd && heard - SpeechEnd.AtWork - _lastWordEnd >= request.UtteranceEnd)
        {
            _owesUtteranceEnd = false;
            yield return messages.UtteranceEnd(number, _lastWordEnd!.Value);
        }
    }

    private IEnumerable<object> BeginSpeech(double start)
    {
        var begins = !_isSpeaking;
        _isSpeaking = true;
        return begins && request.TellsSpeech ? [messages.SpeechStarted(number, start)] : [];
    }

    private object Final(Cue cue, IReadOnlyList<Cue> openNow, double heard)
    {
        ListenWord[] words = [.. ListenWord.Of(cue, request)];
        var (start, end) = (_frozen, Math.Max(_frozen, cue.Words![^1].End));
        var speechEnd = SpeechEnd.Of(end, openNow, heard);
        var (isEnd, pause) = speechEnd;
        var fromFinalize = speechEnd.IsAskedFor && _finalizeAt is not null;
        var speechFinal = fromFinalize || (isEnd && request.Endpointing <= pause);
        (_frozen, _lastWordEnd, _isSpeaking, _hasNews) = (end, end, !isEnd, true);
        _finalizeAt = fromFinalize ? null : _finalizeAt;
        _owesSpeechFinal = isEnd && !speechFinal && request.Endpointing is not null;
        _owesUtteranceEnd = request.UtteranceEnd is not null;
        return messages.Results(number, start, end, words, isFinal: true, speechFinal, fromFinalize);
    }

    private object Empty(bool speechFinal, bool fromFinalize)
    {
        _owesSpeechFinal = false;
        return messages.Results(number, _frozen, _frozen, [], isFinal: true, speechFinal, fromFinalize);
    }

    private List<ListenWord> Open() => [.. _open.OrderBy(cue => cue.Start).SelectMany(cue => ListenWord.Of(cue, request))];
}
