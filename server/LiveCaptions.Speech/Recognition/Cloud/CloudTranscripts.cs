using System.Threading.Channels;
using LiveCaptions.Speech.Recognition.Streaming;

namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>
/// What a provider says about a track, connection after connection, on the track's time line. Each sample is final once: what a connection
/// hears of the sound before that again is taken out by its words and their times. Thread-safe.
/// </summary>
/// <param name="audio">What was heard.</param>
/// <param name="defaultLanguage">BCP 47, where neither the track nor the provider says one.</param>
internal sealed class CloudTranscripts(CloudAudio audio, RecognizerStreamOptions options, string defaultLanguage)
{
    /// <summary>Final words that are remembered.</summary>
    private const int Remembered = 20;

    /// <summary>Samples that times may differ by though they mean the same place: 20 ms.</summary>
    private const long SamePlace = AudioFormat.SampleRate / 50;

    /// <summary>Samples before the end of a connection that cuts speech in which its words may be halves: 0.3 s.</summary>
    private const long Doubtful = AudioFormat.SampleRate * 3 / 10;

    private readonly Lock _lock = new();
    private readonly CloudFinals _finals = new(audio, options, defaultLanguage);
    private readonly List<Word> _said = [];
    private long _finalTo = options.StartPosition;
    private long _cut = long.MaxValue;
    private int _firstSpeaker;
    private int _nextSpeaker;

    public ChannelReader<Transcript> Reader => _finals.Reader;

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
        result = result with { Language = CloudLanguage.TagOf(result.Language) };
        lock (_lock)
        {
            var heard = audio.End;
            var start = CloudWords.Position(result.Start, origin);
            var words = Behind(CloudSpread.Of([.. result.Words.Select(OfTrack)], origin, audio), start);
            var end = Math.Min(heard, Math.Max(CloudWords.Position(result.End, origin), words.Count > 0 ? words[^1].End : 0));
            if (result.IsFinal)
            {
                TakeFinal(result, words, end);
            }
            else if (options.Interims && words.Count > 0 && end > _finalTo)
            {
                _finals.Show(CloudWords.Between(_finalTo, end, words), end, result.Language);
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

    /// <summary>All before a position is said, though no final may say so, and nobody speaks there.</summary>
    public void Settle(long position)
    {
        lock (_lock)
        {
            _finalTo = Math.Max(_finalTo, position);
            _finals.Rest(_finalTo);
        }
    }

    /// <summary>What was shown and did not become final is withdrawn.</summary>
    public void End(long position)
    {
        lock (_lock)
        {
            _finals.End(Math.Max(position, _finalTo));
        }
    }

    public void Complete(Exception? fault = null) => _finals.Complete(fault);

    /// <summary>Waits until what was said is taken, as far as there is too much of it.</summary>
    public ValueTask WaitForRoomAsync(CancellationToken cancellationToken) => _finals.WaitForRoomAsync(cancellationToken);

    private CloudWord OfTrack(CloudWord word)
    {
        if (word.Speaker is not { } number)
        {
            return word;
        }

        _nextSpeaker = Math.Max(_nextSpeaker, _firstSpeaker + number + 1);
        return word with { Speaker = _firstSpeaker + number };
    }

    private IReadOnlyList<Word> Behind(IReadOnlyList<Word> words, long start) =>
        start + SamePlace >= _finalTo ? words : Continuation.Behind(_said, words, _finalTo);

    private void TakeFinal(CloudResult result, IReadOnlyList<Word> words, long end)
    {
        var isCut = end > _cut - Doubtful;
        if (isCut)
        {
            var whole = words.TakeWhile(word => word.End <= _cut - Doubtful).ToList();
            end = whole.Count > 0 ? whole[^1].End : words.Count > 0 ? Math.Min(words[0].Start, _cut - Doubtful) : _cut - Doubtful;
            words = whole;
        }

        if (end > _finalTo)
        {
            words = CloudWords.Between(_finalTo, end, words);
            _finalTo = end;
            _said.AddRange(words);
            _said.RemoveRange(0, Math.Max(0, _said.Count - Remembered));
            _finals.Add(words, end, result.Language, result.EndsSpeech && !isCut);
            audio.Forget(Math.Min(_finalTo, _finals.GivenTo) - RecognizerStreamOptions.LeftContext);
        }
        else if (result.EndsSpeech && !isCut)
        {
            _finals.Rest(_finalTo);
        }
    }
}
