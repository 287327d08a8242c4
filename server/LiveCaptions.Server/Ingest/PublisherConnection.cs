using LiveCaptions.Server.Sessions.Tracks;

namespace LiveCaptions.Server.Ingest;

/// <summary>
/// One connection that publishes, by whatever door it came: (1) <see cref="IngestGate"/> admits it, (2) its first
/// sound places its tracks in time,
/// (3) it appends to them, until it has to go or says that this was all, (4) it leaves. Its door watches
/// <see cref="Over"/>, and disposes of it.
/// </summary>
public sealed class PublisherConnection : IAsyncDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _watching;

    /// <param name="publishers">Of each track, one at least.</param>
    /// <param name="sendsAgain">False where it cannot send again what the server does not have.</param>
    public PublisherConnection(string sessionId, IReadOnlyList<Publisher> publishers, TimeProvider time, bool sendsAgain = true)
    {
        (SessionId, Track, Tracks, Over) = (sessionId, publishers[0], new PublishedTracks(publishers, time, sendsAgain), _over.Token);
        _watching = WatchAsync();
    }

    public string SessionId { get; }

    /// <summary>What it publishes, of doors that know one track only; or the first one.</summary>
    public Publisher Track { get; }

    /// <summary>All that it publishes.</summary>
    public PublishedTracks Tracks { get; }

    /// <summary>Cancelled when it has to go, for <see cref="Reason"/>, or when <see cref="End"/> was called.</summary>
    public CancellationToken Over { get; }

    /// <summary>Why it has to go; null as long as it need not. Known when <see cref="Over"/> is cancelled.</summary>
    public DisconnectReason? Reason { get; private set; }

    /// <summary>Completes when it has left.</summary>
    public Task Left => _left.Task;

    /// <summary>It has brought sound.</summary>
    public bool HasBegun { get; private set; }

    // (2)
    /// <summary>Its first sound comes; later ones say nothing.</summary>
    /// <param name="spokenAt">When it was said, of doors that cannot send again (<see cref="Publisher.AlignAsync"/>).</param>
    public async ValueTask BeginAsync(DateTimeOffset spokenAt)
    {
        if (!HasBegun)
        {
            HasBegun = true;
            await Tracks.AlignAsync(spokenAt);
        }
    }

    /// <summary>The door ends it, from any thread.</summary>
    public void End() => _ended.TrySetResult();

    // (4)
    /// <inheritdoc cref="Publisher.Detach"/>
    public void Leave(bool saidGoodbye = false) => Tracks.Detach(saidGoodbye);

    /// <summary>It leaves, if it has not.</summary>
    public async ValueTask DisposeAsync()
    {
        Leave();
        _left.TrySetResult();
        await _watching;
        _over.Dispose();
    }

    private async Task WatchAsync()
    {
        await Task.WhenAny(Tracks.Stopped, _ended.Task, _left.Task);
        if (Tracks.Stopped.IsCompleted)
        {
            Reason = DisconnectReason.For(await Tracks.Stopped);
        }

        if (!_left.Task.IsCompleted)
        {
            await _over.CancelAsync();
        }
    }
}
