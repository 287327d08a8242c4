namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>
/// The turns of a connection to a provider that answers each of them with a text: what is said of one that is not over is an interim, and
/// finals come out in the turns' order, whichever is answered first. Thread-safe.
/// </summary>
internal sealed partial class CloudLedger
{
    /// <summary>Of words that nobody gives a probability for.</summary>
    public const double Unknown = 0.8;

    /// <summary>Characters of a turn: half a minute of speech has a fiftieth of it.</summary>
    private const int MostText = 32_000;

    /// <summary>Names of turns that were told.</summary>
    private const int Remembered = 64;

    private readonly Lock _lock = new();
    private readonly Queue<Turn> _over = new();
    private readonly Queue<string> _told = new();
    private Turn _open = new(0);
    private long _sent;
    private int _spoken;
    private bool _isLeft;
    private string? _language;

    /// <summary>Whether nothing is to be answered any more.</summary>
    public bool IsDone
    {
        get
        {
            lock (_lock)
            {
                return _isLeft && _over.Count == 0;
            }
        }
    }

    /// <summary>Whether all that is not answered yet may be silence that the provider says nothing about.</summary>
    public bool IsSilent
    {
        get
        {
            lock (_lock)
            {
                return _over.All(turn => !turn.HasText);
            }
        }
    }

    /// <summary>So many more samples were sent.</summary>
    public void Sent(int samples)
    {
        lock (_lock)
        {
            _sent += samples;
        }
    }

    /// <summary>The turn is over with what was sent. One without speech needs no answer.</summary>
    public void End(CloudTurn turn)
    {
        lock (_lock)
        {
            (_open.End, _open.EndsSpeech, _open.IsAnswered) = (_sent, turn.EndsSpeech, !turn.HasSpeech);
            _open.Number = turn.HasSpeech ? ++_spoken : 0;
            _over.Enqueue(_open);
            _open = new Turn(_sent);
        }
    }

    /// <summary>The provider finds the oldest turn that it did not name too short to be one: nothing was said in it.</summary>
    public IReadOnlyList<CloudResult> Refuse()
    {
        lock (_lock)
        {
            if (_over.FirstOrDefault(turn => turn.Id is null && !turn.IsAnswered) is { } turn)
            {
                turn.Finish(null);
                turn.IsAnswered = true;
            }

            return Answered();
        }
    }

    /// <summary>Finals that wait for nothing any more.</summary>
    public IReadOnlyList<CloudResult> Due()
    {
        lock (_lock)
        {
            return Answered();
        }
    }

    /// <summary>No more sound comes: what is open is not answered.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            _isLeft = true;
        }
    }

    /// <summary>The provider calls the oldest turn that has no name so.</summary>
    public void Name(string id)
    {
        lock (_lock)
        {
            if (!_over.Append(_open).Any(turn => turn.Id == id) && Nameless() is { } turn)
            {
                turn.Id = id;
            }
        }
    }

    /// <summary>The turn has so much more text.</summary>
    /// <param name="id">The turn's name; null is the oldest that is not answered.</param>
    /// <param name="isTail">Whether it may change: what comes next for the turn takes its place.</param>
    public IReadOnlyList<CloudResult> Add(string? id, string? text, bool isTail = false, string? language = null)
    {
        lock (_lock)
        {
            _language = language ?? _language;
            if (Find(id) is not { } turn)
            {
                return [];
            }

            turn.Tail = isTail ? Shortened(text) : "";
            if (!isTail && turn.Text.Length < MostText)
            {
                turn.Text.Append(Shortened(text));
            }

            return Interim();
        }
    }

    /// <summary>The turn's text will not change any more.</summary>
    /// <param name="text">Null where it is what was said before.</param>
    /// <param name="confidences">Of each word; empty where nobody knows.</param>
    public IReadOnlyList<CloudResult> Answer(string? id, string? text, IReadOnlyList<double> confidences, string? language = null)
    {
        lock (_lock)
        {
            _language = language ?? _language;
            if (Find(id) is not { IsAnswered: false } turn)
            {
                return [];
            }

            turn.Finish(text is null ? null : Shortened(text));
            if (ReferenceEquals(turn, _open))
            {
                // The provider has turns of its own, which ours consist of.
                Remember(turn.Id);
                turn.Keep();
                return Interim();
            }

            (turn.IsAnswered, turn.Confidences) = (true, confidences);
            return Answered();
        }
    }

    /// <summary>Whether anything was said about the oldest turn that is over and not answered.</summary>
    public bool OldestHasText
    {
        get
        {
            lock (_lock)
            {
                return _over.FirstOrDefault(turn => !turn.IsAnswered) is { HasText: true };
            }
        }
    }

    /// <summary>
    /// The provider is through with so many turns with speech: those before the last of them that nothing was said about were silent to
    /// it.
    /// </summary>
    public IReadOnlyList<CloudResult> Pass(int count)
    {
        lock (_lock)
        {
            foreach (var turn in _over.Where(turn => turn.Number > 0 && turn.Number < count && !turn.HasText))
            {
                turn.IsAnswered = true;
            }

            return Answered();
        }
    }

    /// <summary>
    /// The turn of a name; where it has none yet, or there is no name, the oldest that it can be. Null where it was told.
    /// </summary>
    private Turn? Find(string? id)
    {
        var turns = _over.Append(_open);
        if (id is null)
        {
            return turns.First(turn => !turn.IsAnswered);
        }

        if (_told.Contains(id))
        {
            return null;
        }

        var found = turns.FirstOrDefault(turn => turn.Id == id) ?? Nameless() ?? _open;
        found.Id ??= id;
        return found;
    }

    private Turn? Nameless() => _over.Append(_open).FirstOrDefault(turn => turn.Id is null && !turn.IsAnswered);

    private List<CloudResult> Answered()
    {
        var results = new List<CloudResult>();
        while (_over.TryPeek(out var turn) && turn.IsAnswered)
        {
            _over.Dequeue();
            Remember(turn.Id);
            var (start, end) = (AudioFormat.ToSeconds(turn.Start), AudioFormat.ToSeconds(turn.End));
            results.Add(new CloudResult(true, start, end, Words(turn, start, end), _language) { EndsSpeech = turn.EndsSpeech });
        }

        return results;
    }

    /// <summary>What is told twice counts once.</summary>
    private void Remember(string? id)
    {
        if (id is not null)
        {
            _told.Enqueue(id);
            if (_told.Count > Remembered)
            {
                _told.Dequeue();
            }
        }
    }

    private CloudResult[] Interim()
    {
        var turns = _over.Append(_open).ToList();
        _open.End = _sent;
        var words = turns
            .SelectMany(turn => Words(turn, AudioFormat.ToSeconds(turn.Start), AudioFormat.ToSeconds(turn.End))).ToList();
        return words.Count == 0 ? []
            : [new CloudResult(false, AudioFormat.ToSeconds(turns[0].Start), AudioFormat.ToSeconds(_sent), words, _language)];
    }

    private static List<CloudWord> Words(Turn turn, double start, double end) =>
        [.. (turn.Text + turn.Tail).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select((word, i) => new CloudWord(word, start, end, turn.Confidences.Count > i ? turn.Confidences[i] : Unknown)
            {
                IsSomewhere = true,
            })];

    private static string Shortened(string? text) => text is null ? "" : text.Length > MostText ? text[..MostText] : text;
}
