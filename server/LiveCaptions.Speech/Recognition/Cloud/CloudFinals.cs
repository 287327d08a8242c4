using System.Threading.Channels;
using LiveCaptions.Speech.Recognition.Streaming;

namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>
/// Which words become a final together: providers make words final in stretches that nobody would want to read one by one. A final ends
/// where speech does, where it fills cues, and after some seconds. Not thread-safe; what it writes may be read by anybody.
/// </summary>
/// <param name="audio">What was heard, for those who ask who speaks, and how.</param>
/// <param name="defaultLanguage">BCP 47, where neither the track nor the provider says one.</param>
internal sealed class CloudFinals(CloudAudio audio, RecognizerStreamOptions options, string defaultLanguage)
{
    /// <summary>Samples without a word after which it is told how far the track is: 10 s.</summary>
    private const long Untold = 10 * AudioFormat.SampleRate;

    /// <summary>Samples without a word that are a pause, where the provider does not say so: 0.6 s.</summary>
    private const long Pause = AudioFormat.SampleRate * 6 / 10;

    /// <summary>Samples of words that are given out at the latest: 7 s where somebody waits, 20 s in files.</summary>
    private readonly long _longest = (options.Interims ? 7 : 20) * AudioFormat.SampleRate;

    private readonly CloudOutbox _outbox = new();
    private readonly WordStability _stability = new();

    /// <summary>Final, and not given out.</summary>
    private readonly List<Word> _held = [];

    /// <summary>Behind them, as the newest interim has it.</summary>
    private IReadOnlyList<Word> _open = [];
    private string? _language;
    private int _number = 1;
    private bool _isShown;

    public ChannelReader<Transcript> Reader => _outbox;

    /// <summary>Where the last final that was given out ends.</summary>
    public long GivenTo { get; private set; } = options.StartPosition;

    /// <summary>Takes words that will not change.</summary>
    /// <param name="end">Position up to which all is final.</param>
    public void Add(IReadOnlyList<Word> words, long end, string? language, bool endsSpeech)
    {
        _language = language ?? _language;
        _open = [.. _open.Where(word => word.Start >= end)];
        _stability.Next(_open);
        _held.AddRange(words);
        if (_held.Count == 0)
        {
            if ((_isShown && _open.Count == 0) || end - GivenTo >= Untold)
            {
                Give(0, end);
            }
        }
        else if (endsSpeech || end - _held[^1].End >= Pause || end - _held[0].Start > _longest)
        {
            Give(_held.Count, end);
        }
        else if (options.WholeCues?.Invoke(_held) is > 0 and var count)
        {
            Give(count, count < _held.Count ? (_held[count - 1].End + _held[count].Start) / 2 : end);
        }
    }

    /// <summary>Shows words that may change.</summary>
    /// <param name="end">Position behind what is heard.</param>
    public void Show(IReadOnlyList<Word> words, long end, string? language)
    {
        (_open, _isShown, _language) = (words, true, language ?? _language);
        var stable = _held.Count + _stability.Next(words);
        _outbox.Show(Of([.. _held, .. words], end) with { IsFinal = false, StableWords = stable });
    }

    /// <summary>Somebody stopped speaking: what is held is a whole.</summary>
    public void Rest(long end)
    {
        if (_held.Count > 0)
        {
            Give(_held.Count, end);
        }
    }

    /// <summary>Somebody spoke, and said no word: tells how far the track is.</summary>
    public void TellOfNothing(long end)
    {
        if (_held.Count == 0 && end > GivenTo)
        {
            Give(0, end);
        }
    }

    /// <summary>Nothing more comes: what was shown and did not become final is withdrawn.</summary>
    public void End(long end)
    {
        Rest(end);
        _open = [];
        if (_isShown)
        {
            Give(0, end);
        }
    }

    public void Complete(Exception? fault) => _outbox.Complete(fault);

    /// <inheritdoc cref="CloudOutbox.WaitForRoomAsync"/>
    public ValueTask WaitForRoomAsync(CancellationToken cancellationToken) => _outbox.WaitForRoomAsync(cancellationToken);

    private void Give(int count, long end)
    {
        end = Math.Max(end, GivenTo);
        var words = CloudWords.Between(GivenTo, end, _held.GetRange(0, count));
        var heard = count > 0 ? audio.Heard(GivenTo, end) : null;
        _held.RemoveRange(0, count);
        IReadOnlyList<Word> next = options.Interims ? [.. _held, .. _open] : [];
        _outbox.Give(Of(words, end) with { Heard = heard, Next = next });
        _number++;
        (GivenTo, _isShown) = (end, next.Count > 0);
    }

    private Transcript Of(IReadOnlyList<Word> words, long end) => new()
    {
        Utterance = _number,
        IsFinal = true,
        Words = words,
        StableWords = words.Count,
        Language = options.Language ?? _language ?? defaultLanguage,
        LanguageFrom = _language is null ? LanguageSource.Nobody : LanguageSource.Engine,
        AudioEnd = end,
    };
}
