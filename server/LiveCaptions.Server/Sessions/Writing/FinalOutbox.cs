using System.Collections.Immutable;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Sessions.Tracks;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Sessions.Writing;

/// <summary>
/// Finals to the store, in order, each before it is sent as a final. What the store does not take now waits here. Called by one message
/// after the other; what it has may be read at any time.
/// </summary>
internal sealed class FinalOutbox(
    SessionRecord record, SeqCounter seqs, SeqReservation reservation, FinalStore store, SessionTroubles troubles, TimeProvider time)
{
    /// <summary>So many transcripts wait for the store; then recognition waits too, as the recording is the queue.</summary>
    private const int Most = 512;

    private volatile ImmutableList<UnstoredFinals> _waiting = [];

    public bool IsEmpty => _waiting.IsEmpty;

    public bool IsFull => _waiting.Count >= Most;

    /// <summary>Finals that wait, as viewers see them.</summary>
    public IEnumerable<Cue> Shown => _waiting.SelectMany(item => item.Batch.Finals).Select(UnstoredFinals.Shown);

    /// <summary>Stores what a transcript brings, unless something before it still waits.</summary>
    /// <returns>False when it waits to be stored.</returns>
    public async Task<bool> TryStoreAsync(TrackRecording recording, FinalBatch batch)
    {
        var item = new UnstoredFinals(recording, batch);
        if (_waiting.IsEmpty && await TryStoreAsync(item, batch))
        {
            return true;
        }

        _waiting = _waiting.Add(item);
        return false;
    }

    /// <summary>Stores what has waited longest.</summary>
    /// <returns>It, as it is stored now; null where the store does not take it yet.</returns>
    public async Task<FinalBatch?> TryStoreNextAsync()
    {
        var next = _waiting[0];
        var batch = next.Renumbered(seqs.Last, time.GetUtcNow());
        if (!await TryStoreAsync(next, batch))
        {
            return null;
        }

        _waiting = _waiting.RemoveAt(0);
        return batch;
    }

    private async Task<bool> TryStoreAsync(UnstoredFinals item, FinalBatch batch)
    {
        if (!item.IsRecorded)
        {
            return false;
        }

        var last = batch.Finals.Concat(batch.Replaced).Select(cue => cue.Seq).Append(seqs.Last).Max();
        var reserved = reservation.For(last);
        try
        {
            await store.AddAsync(batch with { SeqReserved = reserved, LostSamples = record.Read(s => s.LostSamples) }, item.WasTried);
        }
        catch (StorageException exception)
        {
            troubles.Note(exception.Fault);
            item.WasTried = true;
            return false;
        }

        seqs.SkipTo(last);
        reservation.Note(reserved);
        return true;
    }
}
