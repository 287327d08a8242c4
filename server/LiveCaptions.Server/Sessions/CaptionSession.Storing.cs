using System.Collections.Immutable;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Feed;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Sessions;

/// <summary>
/// Finals to the store, in order, each before it is sent as a final. What the store does not take now waits, is shown as interims, and is stored later;
/// whatever else is written to the store waits behind it.
/// </summary>
public sealed partial class CaptionSession
{
    private const int SeqBlock = 4_000;

    /// <summary>So many seqs are always in reserve, for what is shown while the store takes nothing.</summary>
    private const int SeqReserve = SeqBlock / 2;

    /// <summary>So many transcripts wait for the store; then recognition waits too, as the recording is the queue.</summary>
    private const int MaxUnstored = 512;

    private volatile ImmutableList<UnstoredFinals> _unstored = [];
    private Task _storing = Task.CompletedTask;
    private StorageFault _fault = StorageFault.Broken;

    /// <summary>The session is deleted: nothing of it is stored or sent any more. Changes while publishing only.</summary>
    private bool _gone;

    /// <summary>Completes when all is stored that was published before.</summary>
    internal async Task UntilAllStoredAsync(CancellationToken cancellationToken)
    {
        await _publishing.WaitAsync(cancellationToken);
        var storing = _storing;
        _publishing.Release();
        await storing.WaitAsync(cancellationToken);
    }

    private Task WaitForRoomAsync() => _unstored.Count < MaxUnstored ? Task.CompletedTask : _storing;

    /// <summary>Stores what a transcript brings, unless something before it still waits. Called while publishing.</summary>
    /// <returns>False when it waits to be stored.</returns>
    private async Task<bool> TryStoreAsync(AudioTrack track, FinalBatch batch)
    {
        var item = new UnstoredFinals(track, batch);
        if (_unstored.IsEmpty && await TryAddAsync(item, batch))
        {
            return true;
        }

        _unstored = _unstored.Add(item);
        StoreLater();
        return false;
    }

    /// <summary>Before a person changes what is stored: all before it has to be there. Called while publishing.</summary>
    /// <exception cref="StorageException">It cannot be stored yet.</exception>
    private async Task StoreAllAsync()
    {
        if (!await TryStoreWaitingAsync())
        {
            throw new StorageException(_fault);
        }
    }

    /// <summary>Seqs that interims take, where too few are in reserve. Called while publishing.</summary>
    private async Task TryReserveAsync()
    {
        if (Reservation() == _seqReserved || !_storing.IsCompleted)
        {
            return;
        }

        try
        {
            await ReserveAsync();
        }
        catch (StorageException exception)
        {
            _fault = exception.Fault;
            StoreLater();
        }
    }

    private async Task ReserveAsync()
    {
        var reserved = Reservation();
        if (reserved != _seqReserved)
        {
            await _around.Sessions.ReserveSeqAsync(Id, reserved);
            _seqReserved = reserved;
        }
    }

    /// <summary>Something else has stored it.</summary>
    private async Task NoteReservationAsync(long reserved)
    {
        await _publishing.WaitAsync();
        _seqReserved = Math.Max(_seqReserved, reserved);
        _publishing.Release();
    }

    /// <returns>Up to where seqs are to be reserved: a new block when the present one runs low.</returns>
    private long Reservation() => _timeline.LastSeq + SeqReserve > _seqReserved ? _timeline.LastSeq + SeqBlock : _seqReserved;

    /// <summary>A message whose seq a restarted server could give out again is not sent: it is an interim, and its final will come.</summary>
    private void Post(LiveMessage message)
    {
        if (message.Seq <= _seqReserved)
        {
            _around.Broadcaster.Post(message);
        }
    }

    private void Post(Cue cue)
    {
        Post(LiveMessage.Of(cue));
        _around.Metrics.CountCue(cue);
    }

    /// <summary>What viewers see that may still change, as it is with the messages that are sent next.</summary>
    private void NoteShown() => Volatile.Write(ref _shown, [.. _unstored.SelectMany(item => item.Batch.Finals).Select(UnstoredFinals.Shown), .. _timeline.OpenCues]);

    private void StoreLater()
    {
        if (_storing.IsCompleted)
        {
            _storing = StoreWaitingAsync();
        }
    }

    private async Task StoreWaitingAsync()
    {
        Tell(nameof(StoreWaitingAsync), _fault);
        for (var failures = 1; ; failures++)
        {
            await Task.Delay(StorageRetry.WaitAfter(failures), _around.Time, _stop.Token);
            await _publishing.WaitAsync(_stop.Token);
            try
            {
                if (await TryStoreWaitingAsync())
                {
                    Tell(nameof(StoreWaitingAsync), fault: null);
                    _storing = Task.CompletedTask;
                    return;
                }

                Tell(nameof(StoreWaitingAsync), _fault);
            }
            finally
            {
                _publishing.Release();
            }
        }
    }

    /// <summary>Stores what waits and sends its finals as such. Called while publishing.</summary>
    /// <returns>Whether nothing waits any more.</returns>
    private async Task<bool> TryStoreWaitingAsync()
    {
        while (!_gone && _unstored is [var next, ..])
        {
            var batch = next.Renumbered(_timeline.LastSeq, _around.Time.GetUtcNow());
            if (!await TryAddAsync(next, batch))
            {
                return false;
            }

            _unstored = _unstored.RemoveAt(0);
            NoteShown();
            foreach (var cue in batch.Finals)
            {
                Post(cue);
            }

            foreach (var cue in batch.Replaced)
            {
                Post(LiveMessage.Of(cue));
            }
        }

        return true;
    }

    private async Task<bool> TryAddAsync(UnstoredFinals item, FinalBatch batch)
    {
        // A restarted server would take up a recording that is shorter than what is transcribed, and hear the rest twice.
        if (batch.TranscribedUntil > item.Track.Recording.Stored)
        {
            return false;
        }

        var last = batch.Finals.Concat(batch.Replaced).Select(cue => cue.Seq).Append(_timeline.LastSeq).Max();
        var reserved = last + SeqReserve > _seqReserved ? last + SeqBlock : _seqReserved;
        try
        {
            await _around.Finals.AddAsync(batch with { SeqReserved = reserved, LostSamples = _row.LostSamples }, item.WasTried);
        }
        catch (StorageException exception)
        {
            _fault = exception.Fault;
            item.WasTried = true;
            return false;
        }

        _timeline.SkipTo(last);
        _seqReserved = reserved;
        Interlocked.Add(ref _cueCount, batch.Finals.Count);
        return true;
    }
}
