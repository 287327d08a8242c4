using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Feed;
using LiveCaptions.Server.Sessions.Tracks;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Sessions.Writing;

/// <summary>
/// A session's messages, live or at rest, one at a time, whoever makes them: seq, then store, then broadcast. What the store does not take
/// now is shown as interims and stored later; whatever else is written to the store waits behind it.
/// </summary>
internal sealed class CueWriter
{
    // One message at a time: seq, store and broadcast happen in one order.
    private readonly WriteTurn _turn = new();
    private readonly CueOutlets _to;
    private readonly SessionTroubles _troubles;
    private readonly Func<IReadOnlyList<Cue>> _open;
    private readonly FinalOutbox _outbox;
    private readonly CancellationToken _stop;
    private IReadOnlyList<Cue> _shown = [];
    private Task _storing = Task.CompletedTask;
    private int _finals;

    /// <param name="finals">So many are stored.</param>
    /// <param name="open">Cues that may still change.</param>
    public CueWriter(
        SessionRecord record, int finals, SeqCounter seqs, int seqBlock, SessionTroubles troubles,
        CueOutlets to, Func<IReadOnlyList<Cue>> open, CancellationToken stop)
    {
        (_finals, _troubles, _to, _open, _stop) = (finals, troubles, to, open, stop);
        Seqs = seqs;
        Reservation = new SeqReservation(record.Id, seqBlock, seqs, to.Sessions);
        Translations = new FollowedTranslations(to, this);
        _outbox = new FinalOutbox(record, seqs, Reservation, Translations, to.Finals, troubles, to.Time);
    }

    public SeqCounter Seqs { get; }

    public SeqReservation Reservation { get; }

    public FollowedTranslations Translations { get; }

    /// <summary>Finals that are stored.</summary>
    public int Finals => Volatile.Read(ref _finals);

    /// <summary>Cues that viewers see and that may still change. All finals of older seqs are stored.</summary>
    public IReadOnlyList<Cue> OpenCues => Volatile.Read(ref _shown);

    /// <summary>Done when what waited for the store has been stored, or is given up.</summary>
    public Task Storing => Volatile.Read(ref _storing);

    /// <inheritdoc cref="WriteTurn.RunAsync(Func{Task})"/>
    public Task InTurnAsync(Func<Task> write) => _turn.RunAsync(write);

    /// <inheritdoc cref="WriteTurn.RunAsync(Func{Task})"/>
    public Task<T?> InTurnAsync<T>(Func<Task<T?>> write)
        where T : class => _turn.RunAsync(write);

    /// <summary>From when this completes on, nothing is stored or sent any more.</summary>
    /// <param name="delete">Deletes what is stored; where it fails, all goes on.</param>
    public Task EndAsync(Func<Task> delete) => _turn.EndAsync(delete);

    /// <summary>Waits while too much waits for the store.</summary>
    public Task WaitForRoomAsync() => _outbox.IsFull ? Storing : Task.CompletedTask;

    /// <summary>Completes when all is stored that was written before.</summary>
    public async Task UntilAllStoredAsync(CancellationToken cancellationToken)
    {
        Task storing;
        using (await _turn.TakeAsync(cancellationToken))
        {
            storing = _storing;
        }

        await storing.WaitAsync(cancellationToken);
    }

    /// <summary>Stores once more what waits, as the server stops.</summary>
    public Task TryStoreRestAsync() => InTurnAsync(TryStoreWaitingAsync);

    /// <summary>Tells viewers how the session is now.</summary>
    public Task AnnounceAsync(Func<SessionView> view) => InTurnAsync(async () =>
    {
        await Reservation.ExtendAsync();
        Post(view().ToMessage(Seqs.Next()));
    });

    /// <summary>The same, where it may be that it cannot be told.</summary>
    public Task ShowAsync(Func<SessionView> view) => InTurnAsync(() =>
    {
        Post(view().ToMessage(Seqs.Next()));
        return Task.CompletedTask;
    });

    /// <summary>What is not used any more of the reserved seqs: later corrections go on right behind the last message.</summary>
    public Task GiveBackSeqsAsync() => InTurnAsync(Reservation.GiveBackAsync);

    /// <summary>Stores what a transcript brings, unless something before it still waits. In turn.</summary>
    /// <returns>As it is stored; null when it waits to be.</returns>
    public async Task<FinalBatch?> TryStoreAsync(TrackRecording recording, FinalBatch batch)
    {
        if (await _outbox.TryStoreAsync(recording, batch) is { } stored)
        {
            Interlocked.Add(ref _finals, batch.Finals.Count);
            return stored;
        }

        StoreLater();
        return null;
    }

    /// <summary>Before a person changes what is stored: all before it has to be there. In turn.</summary>
    /// <exception cref="StorageException">It cannot be stored yet.</exception>
    public async Task StoreAllAsync()
    {
        if (!await TryStoreWaitingAsync())
        {
            throw new StorageException(_troubles.LastFault);
        }
    }

    /// <summary>Stores what a person changes, and sends it. In turn.</summary>
    public async Task EditAsync(EditBatch batch)
    {
        // Those that the step itself changes are as it has them.
        var own = batch.Changed.Where(cue => cue.Of is not null).Select(cue => cue.Id).ToHashSet(StringComparer.Ordinal);
        var translations = await Translations.ReadAsync(batch.Edit.SessionId, batch.Changed, Seqs.Next);
        translations.RemoveAll(cue => own.Contains(cue.Id));
        var reserved = Reservation.For(Seqs.Last);
        await _to.Finals.EditAsync(batch with { Translations = translations, SeqReserved = reserved });
        Reservation.Note(reserved);
        PostFinals(batch.Changed.Concat(batch.Added).Concat(translations));
    }

    /// <summary>Sends finals that are stored; nobody follows those of the transcript for publishing live. In turn.</summary>
    public void PostFinals(IEnumerable<Cue> cues)
    {
        foreach (var cue in cues.Where(cue => !CueIds.IsOfPublishing(cue.Id)).OrderBy(cue => cue.Seq))
        {
            Post(LiveMessage.Of(cue));
        }
    }

    /// <summary>There are so many more finals now, or fewer.</summary>
    public void NoteGrowth(int finals) => Interlocked.Add(ref _finals, finals);

    /// <summary>Seqs that interims take, where too few are in reserve. In turn.</summary>
    public async Task TryReserveAsync()
    {
        if (!Reservation.IsLow || !_storing.IsCompleted)
        {
            return;
        }

        try
        {
            await Reservation.ExtendAsync();
        }
        catch (StorageException exception)
        {
            _troubles.Note(exception.Fault);
            StoreLater();
        }
    }

    /// <summary>What viewers see that may still change, as it is with the messages that are sent next. In turn.</summary>
    public void NoteShown() => Volatile.Write(ref _shown, [.. _outbox.Shown, .. _open()]);

    /// <summary>
    /// A message whose seq a restarted server could give out again is not sent: it is an interim, and its final will come. In turn.
    /// </summary>
    public void Post(LiveMessage message)
    {
        if (Reservation.Covers(message.Seq))
        {
            _to.Broadcaster.Post(message);
        }
    }

    /// <inheritdoc cref="Post(LiveMessage)"/>
    public void Post(Cue cue)
    {
        Post(LiveMessage.Of(cue));
        _to.Metrics.CountCue(cue);
    }

    private void StoreLater()
    {
        if (_storing.IsCompleted)
        {
            _storing = StoreWaitingAsync();
        }
    }

    private async Task StoreWaitingAsync()
    {
        _troubles.Tell(this, _troubles.LastFault);
        for (var failures = 1; ; failures++)
        {
            await Task.Delay(StorageRetry.WaitAfter(failures), _to.Time, _stop);
            using var turn = await _turn.TakeAsync(_stop);
            if (await TryStoreWaitingAsync())
            {
                _troubles.Tell(this, fault: null);
                _storing = Task.CompletedTask;
                return;
            }

            _troubles.Tell(this, _troubles.LastFault);
        }
    }

    /// <summary>Stores what waits and sends its finals as such. In turn.</summary>
    /// <returns>Whether nothing waits any more.</returns>
    private async Task<bool> TryStoreWaitingAsync()
    {
        while (!_turn.IsOver && !_outbox.IsEmpty)
        {
            if (await _outbox.TryStoreNextAsync() is not { } batch)
            {
                return false;
            }

            Interlocked.Add(ref _finals, batch.Finals.Count);
            NoteShown();
            foreach (var final in batch.Finals)
            {
                Post(final);
            }

            PostFinals(batch.Replaced.Concat(batch.Translations));
        }

        return true;
    }
}
