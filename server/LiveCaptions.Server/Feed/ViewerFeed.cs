using System.Runtime.CompilerServices;
using System.Threading.Channels;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Feed;

/// <summary>
/// What one viewer has still to get of a session, in order, each final once. Bounded: a newer interim takes the place of the older one;
/// when too many finals wait, all that waits is dropped and read from the store again.
/// </summary>
public sealed class ViewerFeed : IDisposable
{
    private const int Capacity = 256;
    private const int PageSize = 64;

    private readonly CueBroadcaster _broadcaster;
    private readonly FinalStore _finals;

    // Null is what is said alone; else that is among them.
    private readonly IReadOnlyCollection<string>? _languages;
    private readonly Lock _lock = new();
    private readonly List<LiveMessage> _waiting = [];

    // Says "look again"; one is enough.
    private readonly Channel<bool> _posted = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private LiveMessage? _session;
    private bool _missed = true;
    private bool _closed;

    internal ViewerFeed(
        CueBroadcaster broadcaster, FinalStore finals, string sessionId, long after, IReadOnlyCollection<string>? languages)
    {
        (_broadcaster, _finals, SessionId, Sent) = (broadcaster, finals, sessionId, after);
        _languages = languages is { Count: > 0 } ? [FinalRow.AsSaid, .. languages] : null;
    }

    public string SessionId { get; }

    /// <summary>Whether somebody watches, instead of a sink that sends on.</summary>
    public bool IsViewer { get; internal init; }

    /// <summary>All finals up to this seq were read, or were there to read: where to go on after a reconnect.</summary>
    public long Sent { get; private set; }

    /// <summary>Reads the newest of what is stored now; <see cref="ReadAllAsync"/> then goes on behind it.</summary>
    /// <returns>And whether there are older finals behind the seq that the viewer knows.</returns>
    public async Task<(List<Cue> Finals, bool More)> TakeNewestAsync(int limit, int bytes)
    {
        TakeMissed();
        var (finals, more) = await _finals.ReadNewestAsync(SessionId, Sent, before: null, limit, bytes, _languages);
        Sent = finals.Count == 0 ? Sent : finals[^1].Seq;
        return (finals, more);
    }

    /// <summary>
    /// All that is stored behind the seq that the viewer knows, page by page; <see cref="ReadAllAsync"/> then goes on behind it.
    /// </summary>
    public IAsyncEnumerable<LiveMessage> TakeStoredAsync()
    {
        TakeMissed();
        return ReplayAsync();
    }

    /// <summary>
    /// What a viewer who has all finals that are stored sees open: no newer than what <see cref="ReadAllAsync"/> goes on behind.
    /// </summary>
    /// <param name="before">What was open before the finals were read: all finals of older seqs are among them.</param>
    /// <param name="now">What is open now.</param>
    public List<Cue> TakeOpen(IReadOnlyList<Cue> before, IReadOnlyList<Cue> now)
    {
        var newest = before.Select(cue => cue.Seq).Append(Sent).Max();
        var open = now.Where(cue => cue.Seq <= newest).ToList();
        Sent = open.Select(cue => cue.Seq).Append(Sent).Max();
        return open;
    }

    /// <summary>First the finals that are stored, then what comes.</summary>
    /// <param name="untilEnd">Whether to end with the session; people correct captions after it, too.</param>
    /// <exception cref="StorageException">The store cannot be read now; who calls again gets the rest.</exception>
    public async IAsyncEnumerable<LiveMessage> ReadAllAsync(bool untilEnd, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TakeMissed())
            {
                await using var finals = ReplayAsync().GetAsyncEnumerator(CancellationToken.None);
                while (await MoveNextAsync(finals))
                {
                    yield return finals.Current;
                }
            }

            while (TryTake(out var message))
            {
                yield return message;
                if (untilEnd && message.IsLast)
                {
                    yield break;
                }
            }

            if (IsDrainedAndClosed())
            {
                yield break;
            }

            await _posted.Reader.WaitToReadAsync(cancellationToken);
            _posted.Reader.TryRead(out _);
        }
    }

    public void Dispose() => _broadcaster.Unsubscribe(this);

    internal void Post(LiveMessage message)
    {
        if (message.Cue is { Of: not null, Language: { } language } && _languages?.Contains(language) != true)
        {
            return;
        }

        lock (_lock)
        {
            if (message.Name == "session")
            {
                _session = message;
            }
            else
            {
                Enqueue(message);
            }
        }

        _posted.Writer.TryWrite(true);
    }

    internal void Close()
    {
        lock (_lock)
        {
            _closed = true;
        }

        _posted.Writer.TryWrite(true);
    }

    private void Enqueue(LiveMessage message)
    {
        _waiting.RemoveAll(m => m.IsReplaceable && m.ReplaceKey == message.ReplaceKey);
        if (_waiting.Count >= Capacity)
        {
            _waiting.RemoveAll(m => !m.IsKept);
            _missed = true;
        }

        if (!_missed || message.IsReplaceable)
        {
            _waiting.Add(message);
        }
    }

    private bool TakeMissed()
    {
        lock (_lock)
        {
            var missed = _missed;
            _missed = false;
            return missed;
        }
    }

    /// <summary>Who tries again when the store can be read goes on where they were.</summary>
    private async ValueTask<bool> MoveNextAsync(IAsyncEnumerator<LiveMessage> finals)
    {
        try
        {
            return await finals.MoveNextAsync();
        }
        catch
        {
            lock (_lock)
            {
                _missed = true;
            }

            throw;
        }
    }

    private bool IsDrainedAndClosed()
    {
        lock (_lock)
        {
            return _closed && !_missed && _waiting.Count == 0;
        }
    }

    private async IAsyncEnumerable<LiveMessage> ReplayAsync()
    {
        while (true)
        {
            var page = await _finals.ReadAsync(SessionId, Sent, PageSize, languages: _languages);
            foreach (var cue in page)
            {
                Sent = cue.Seq;
                yield return LiveMessage.Of(cue);
            }

            if (page.Count < PageSize)
            {
                yield break;
            }
        }
    }

    private bool TryTake(out LiveMessage message)
    {
        lock (_lock)
        {
            while (!_missed && _waiting.Count > 0)
            {
                message = _waiting[0];
                _waiting.RemoveAt(0);
                if (message.Seq > Sent || message.IsKept)
                {
                    Sent = Math.Max(Sent, message.Seq);
                    return true;
                }
            }

            message = _session!;
            if (_missed || _session is null)
            {
                return false;
            }

            // The state last: everything that was sent before it is out by now.
            _session = null;
            Sent = Math.Max(Sent, message.Seq);
            return true;
        }
    }
}
