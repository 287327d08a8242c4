using System.Threading.Channels;
using LiveCaptions.Speech.Recognition.Streaming;

namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>
/// What a provider says about a track, connection after connection, as interims and finals. Each sample is final once: what a connection
/// hears of the sound before that again is taken out by its words and their times. Thread-safe.
/// </summary>
/// <param name="audio">What was heard, for those who ask who speaks, and how.</param>
/// <param name="defaultLanguage">BCP 47, where neither the track nor the provider says one.</param>
internal sealed class CloudTranscripts(CloudAudio audio, RecognizerStreamOptions options, string defaultLanguage)
{
    /// <summary>Interims that may wait for a reader; a newer one comes soon.</summary>
    private const int MostWaiting = 16;

    /// <summary>Final words that are remembered.</summary>
    private const int Remembered = 20;

    /// <summary>Samples that times may differ by though they mean the same place: 20 ms.</summary>
    private const long SamePlace = AudioFormat.SampleRate / 50;

    /// <summary>Samples before the end of a connection that cuts speech in which its words may be halves: 0.3 s.</summary>
    private const long Doubtful = AudioFormat.SampleRate * 3 / 10;

    /// <summary>Samples without a word after which it is told how far the track is: 10 s.</summary>
    private const long Untold = 10 * AudioFormat.SampleRate;

    private readonly Lock _lock = new();
    private readonly Channel<Transcript> _written = Channel.CreateUnbounded<Transcript>();
    private readonly WordStability _stability = new();
    private readonly List<Word> _final = [];
    private int _number = 1;
    private long _finalTo = options.StartPosition;
    private long _toldTo = options.StartPosition;
    private long _cut = long.MaxValue;
    private int _firstSpeaker;
    private int _nextSpeaker;
    private bool _isShown;

    public ChannelReader<Transcript> Reader => _written.Reader;

    /// <summary>All before this position is final.</summary>
    public long FinalTo
    {
        get
        {
            lock (_lock)
            {
                return _finalTo;
            }
        }
    }

    /// <summary>
    /// The connection hears nothing behind this position, and there may be half a word before it: the next one hears it whole.
    /// </summary>
    public void CutAt(long position)
    {
        lock (_lock)
        {
            _cut = position;
        }
    }

    /// <param name="origin">Position of the first sample of the connection.</param>
    public void Take(CloudResult result, long origin)
    {
        lock (_lock)
        {
            var heard = audio.End;
            var words = Behind(CloudWords.Of(result.Words.Select(OfTrack), origin), CloudWords.Position(result.Start, origin));
            var end = Math.Min(heard, Math.Max(CloudWords.Position(result.End, origin), words.Count > 0 ? words[^1].End : 0));
            if (result.IsFinal)
            {
                TakeFinal(result, words, end);
            }
            else if (options.Interims && words.Count > 0 && end > _finalTo)
            {
                Show(result, CloudWords.Between(_finalTo, end, words), end);
            }
        }
    }

    /// <summary>Another connection is heard from now on: its numbers of speakers are its own.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            (_cut, _firstSpeaker) = (long.MaxValue, _nextSpeaker);
        }
    }

    /// <summary>All before a position is said, though no final may say so.</summary>
    public void Settle(long position)
    {
        lock (_lock)
        {
            _finalTo = Math.Max(_finalTo, position);
        }
    }

    /// <summary>What was shown and did not become final is withdrawn.</summary>
    public void End(long position)
    {
        lock (_lock)
        {
            if (_isShown)
            {
                Write([], Math.Max(position, _finalTo), language: null);
            }
        }
    }

    public void Complete(Exception? fault = null) => _written.Writer.TryComplete(fault);

    private CloudWord OfTrack(CloudWord word)
    {
        if (word.Speaker is not { } number)
        {
            return word;
        }

        _nextSpeaker = Math.Max(_nextSpeaker, _firstSpeaker + number + 1);
        return word with { Speaker = _firstSpeaker + number };
    }

    private IReadOnlyList<Word> Behind(List<Word> words, long start) =>
        start + SamePlace >= _finalTo ? words : Continuation.Behind(_final, words, _finalTo);

    private void TakeFinal(CloudResult result, IReadOnlyList<Word> words, long end)
    {
        if (end > _cut - Doubtful)
        {
            var whole = words.TakeWhile(word => word.End <= _cut - Doubtful).ToList();
            end = whole.Count > 0 ? whole[^1].End : words.Count > 0 ? Math.Min(words[0].Start, _cut - Doubtful) : _cut - Doubtful;
            words = whole;
        }

        if (end <= _finalTo)
        {
            return;
        }

        words = CloudWords.Between(_finalTo, end, words);
        if (words.Count > 0 || _isShown || end - _toldTo >= Untold)
        {
            Write(words, end, result.Language);
        }

        _finalTo = end;
        _final.AddRange(words);
        _final.RemoveRange(0, Math.Max(0, _final.Count - Remembered));
        audio.Forget(end - RecognizerStreamOptions.LeftContext);
    }

    private void Show(CloudResult result, IReadOnlyList<Word> words, long end)
    {
        _isShown = true;
        var stable = _stability.Next(words);
        if (_written.Reader.Count < MostWaiting)
        {
            _written.Writer.TryWrite(Of(words, end, result.Language) with { IsFinal = false, StableWords = stable });
        }
    }

    private void Write(IReadOnlyList<Word> words, long end, string? language)
    {
        _written.Writer.TryWrite(Of(words, end, language) with { Heard = words.Count > 0 ? audio.Heard(_finalTo, end) : null });
        _number++;
        (_isShown, _toldTo) = (false, end);
        _stability.Next([]);
    }

    private Transcript Of(IReadOnlyList<Word> words, long end, string? language) => new()
    {
        Utterance = _number,
        IsFinal = true,
        Words = words,
        StableWords = words.Count,
        Language = options.Language ?? language ?? defaultLanguage,
        AudioEnd = end,
    };
}
