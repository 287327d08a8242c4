using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Feed;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Live.Sinks;

/// <summary>
/// What a sink has still to send: one cue, and the next message when that is asked for. That is not before nothing is left to send: until
/// then newer interims may still replace it in the feed. Not thread-safe.
/// </summary>
/// <param name="takes">Whether a cue goes to the far end at all.</param>
/// <param name="stop">When the sink ends.</param>
internal sealed class SinkQueue(ViewerFeed feed, Func<Cue, bool> takes, CancellationToken stop) : IAsyncDisposable
{
    private IAsyncEnumerator<LiveMessage> _messages = feed.ReadAllAsync(untilEnd: true, stop).GetAsyncEnumerator(stop);
    private Task<bool>? _next;

    /// <summary>Is to be sent; null where nothing is.</summary>
    public Cue? Pending { get; private set; }

    /// <summary>
    /// Completes with another message; with false at the session's end. Where it failed, who asks again gets the rest.
    /// </summary>
    public Task<bool> Next => _next = _next is null or { IsFaulted: true } ? MoveNextAsync() : _next;

    /// <summary>Takes the message that <see cref="Next"/> has completed with.</summary>
    /// <returns>False where it is nothing for the far end.</returns>
    public bool TryTake()
    {
        _next = null;
        Pending = _messages.Current.Cue is { } cue && takes(cue) ? cue : null;
        return Pending is not null;
    }

    /// <summary>It is sent, or given up.</summary>
    public void Clear() => Pending = null;

    /// <summary>No message is waited for any more, as the sink ends.</summary>
    public async Task EndAsync() =>
        await ((Task)(_next ?? Task.FromResult(false))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    public ValueTask DisposeAsync() => _messages.DisposeAsync();

    private async Task<bool> MoveNextAsync()
    {
        try
        {
            return await _messages.MoveNextAsync();
        }
        catch (StorageException)
        {
            // An iterator that threw is at its end; the feed knows how far it came.
            await _messages.DisposeAsync();
            _messages = feed.ReadAllAsync(untilEnd: true, stop).GetAsyncEnumerator(stop);
            throw;
        }
    }
}
