using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Server.Compatible.OpenAi;

/// <summary>
/// A session's finals as turns: items that begin with speech and end with a pause, or where the client commits. Deltas are never
/// taken back, so interims are not told.
/// </summary>
/// <param name="heard">Seconds that recognition has read.</param>
/// <param name="settled">Seconds up to which all is final.</param>
internal sealed class RealtimeTranscript(
    RealtimeEvents events, string id, bool isManual, Func<double> heard, Func<double> settled, TimeProvider time)
{
    /// <summary>Turns are seconds long, and recognition is seconds behind.</summary>
    public const int MaxCommits = 100;

    /// <summary>So long after all of a commit was read, and after the last final, nothing more is found in it.</summary>
    private static readonly TimeSpan NothingSaid = TimeSpan.FromSeconds(1.5);

    private readonly Lock _lock = new();
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly Queue<Commit> _commits = [];
    private int _items = 1;
    private string? _before;
    private string _text = "";
    private bool _isSpeaking;
    private double _last;
    private double _start;
    private double _end;

    private string Item => $"item_{id}_{_items}";

    /// <summary>The client ends a turn.</summary>
    /// <param name="position">Seconds that there are.</param>
    /// <returns>Whether it is taken: no more than <see cref="MaxCommits"/> may wait. Of two without sound between
    /// them the second is none.</returns>
    public bool Close(double position)
    {
        lock (_lock)
        {
            if (_commits.Count > 0 && _last == position)
            {
                return true;
            }

            if (_commits.Count == MaxCommits)
            {
                return false;
            }

            _commits.Enqueue(new Commit(position));
            _last = position;
            return true;
        }
    }

    /// <param name="openNow">All cues that are open behind this one's message.</param>
    public IReadOnlyList<object> Take(Cue cue, IReadOnlyList<Cue> openNow)
    {
        lock (_lock)
        {
            if (_told.Contains(cue.Id))
            {
                return [];
            }

            _open.Remove(cue.Id);
            return cue.Words is not { Count: > 0 } words ? [] : [.. Take(cue, words, [.. openNow.Where(open => open.Id != cue.Id)])];
        }
    }

    /// <summary>Nothing more has come for now.</summary>
    public IReadOnlyList<object> Settle()
    {
        lock (_lock)
        {
            if (_open.Count > 0 || !_commits.TryPeek(out var commit) || heard() < commit.Position)
            {
                return [];
            }

            if (!isManual && _text.Length == 0)
            {
                _commits.Dequeue(); // a pause has ended the turn before
                return [];
            }

            commit.QuietSince ??= time.GetTimestamp();
            var isWhole = SpeechEnd.IsSettled(commit.Position, settled()) || time.GetElapsedTime(commit.QuietSince.Value) >= NothingSaid;
            return isWhole ? [.. End(_commits.Dequeue())] : [];
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
            _open.Add(cue.Id);
            yield break;
        }

        _told.Add(cue.Id);
        var delta = _text.Length == 0 ? cue.Text : $" {cue.Text}";
        _text += delta;
        _end = words[^1].End;
        yield return events.Delta(Item, delta);
        foreach (var commit in _commits)
        {
            commit.QuietSince = null;
        }

        if (!isManual && SpeechEnd.Of(_end, openNow, heard()).IsEnd)
        {
            foreach (var message in End(commit: null))
            {
                yield return message;
            }
        }
    }

    private IEnumerable<object> End(Commit? commit)
    {
        if (!isManual && commit is null)
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

        /// <summary>Since when all of it is read and no final came.</summary>
        public long? QuietSince { get; set; }
    }
}
