using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Server.Compatible.OpenAi;

/// <summary>
/// A session's finals as turns: items that begin with speech and end with a pause, or where the client commits. Deltas are never taken back, so interims are not told.
/// </summary>
/// <param name="heard">Seconds that recognition has read.</param>
internal sealed class RealtimeTranscript(RealtimeEvents events, string id, bool isManual, Func<double> heard, TimeProvider time)
{
    /// <summary>So long after all of a commit was read, nothing is found in it any more.</summary>
    private static readonly TimeSpan NothingSaid = TimeSpan.FromSeconds(1.5);

    private readonly Lock _lock = new();
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private readonly Queue<Commit> _commits = [];
    private int _items = 1;
    private string? _before;
    private string _text = "";
    private bool _isSpeaking;
    private double _start;
    private double _end;

    private string Item => $"item_{id}_{_items}";

    /// <summary>The client ends a turn.</summary>
    /// <param name="position">Seconds that there are.</param>
    public void Close(double position)
    {
        lock (_lock)
        {
            _commits.Enqueue(new Commit(position));
        }
    }

    /// <param name="openNow">All cues that are open behind this one's message.</param>
    public IReadOnlyList<object> Take(Cue cue, IReadOnlyList<Cue> openNow)
    {
        lock (_lock)
        {
            return _told.Contains(cue.Id) || cue.Words is not { Count: > 0 } words ? [] : [.. Take(cue, words, [.. openNow.Where(open => open.Id != cue.Id)])];
        }
    }

    /// <summary>Nothing more has come for now.</summary>
    public IReadOnlyList<object> Settle()
    {
        lock (_lock)
        {
            if (_commits.TryPeek(out var commit) && heard() >= commit.Position)
            {
                commit.ReadAt ??= time.GetTimestamp();
                return time.GetElapsedTime(commit.ReadAt.Value) >= NothingSaid ? [.. End(_commits.Dequeue())] : [];
            }

            return [];
        }
    }

    /// <summary>All finals are out.</summary>
    public IReadOnlyList<object> Complete()
    {
        lock (_lock)
        {
            return _text.Length > 0 || _commits.Count > 0 ? [.. End(_commits.TryDequeue(out var commit) ? commit : null)] : [];
        }
    }

    private IEnumerable<object> Take(Cue cue, IReadOnlyList<CueWord> words, IReadOnlyList<Cue> openNow)
    {
        if (!_isSpeaking)
        {
            (_isSpeaking, _start) = (true, words[0].Start);
            if (!isManual)
            {
                yield return events.SpeechStarted(Item, _start);
            }
        }

        if (cue.Kind == CueKind.Interim)
        {
            yield break;
        }

        _told.Add(cue.Id);
        var delta = _text.Length == 0 ? cue.Text : $" {cue.Text}";
        _text += delta;
        _end = words[^1].End;
        yield return events.Delta(Item, delta);
        var (isEnd, _) = SpeechEnd.Of(_end, openNow, heard());
        var commit = _commits.TryPeek(out var first) && heard() >= first.Position ? first : null;
        if (isEnd && (!isManual || commit is not null))
        {
            foreach (var message in End(commit is null ? null : _commits.Dequeue()))
            {
                yield return message;
            }
        }
    }

    private IEnumerable<object> End(Commit? commit)
    {
        if (commit is null)
        {
            yield return events.SpeechStopped(Item, _end);
        }

        yield return events.Committed(Item, _before);
        yield return events.Completed(Item, _text, Math.Max(0, _end - _start));
        (_before, _text, _isSpeaking) = (Item, "", false);
        _items++;
        _start = _end;
    }

    private sealed class Commit(double position)
    {
        public double Position => position;

        /// <summary>When recognition had read all of it.</summary>
        public long? ReadAt { get; set; }
    }
}
