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
    SessionRecord record, SeqCounter seqs, SeqReservation reservation, FollowedTranslations translations, FinalStore store,
    SessionTroubles troubles, TimeProvider time)
{
    /// <summary>So many transcripts wait for the store; then recognition waits too, as the recording is the queue.</summary>
    private const int Most = 512;

    private volatile ImmutableList<UnstoredFinals> _waiting = [];

    public bool IsEmpty => _waiting.IsEmpty;

    public bool IsFull => _waiting.Count >= Most;

    /// <summary>Finals that wait, as viewers see them.</summary>
    public IEnumerable<Cue> Shown => _waiting.SelectMany(item => item.Batch.Finals).Select(UnstoredFinals.Shown);

    /// <summary>Stores what a transcript brings, unless something before it still waits.</summary>
    /// <returns>As it is stored; null when it waits to be.</returns>
    public async Task<FinalBatch?> TryStoreAsync(TrackRecording recording, FinalBatch batch)
    {
        var item = new UnstoredFinals(recording, batch);
        if (_waiting.IsEmpty && await TryStoreAsync(item, batch) is { } stored)
        {
            return stored;
        }

        _waiting = _waiting.Add(item);
        return null;
    }

    /// <summary>Stores what has waited longest.</summary>
    /// <returns>It, as it is stored now; null where the store does not take it yet.</returns>
    public async Task<FinalBatch?> TryStoreNextAsync()
    {
        var next = _waiting[0];
        if (await TryStoreAsync(next, next.Renumbered(seqs.Last, time.GetUtcNow())) is not { } stored)
        {
            return null;
        }

        _waiting = _waiting.RemoveAt(0);
        return stored;
    }

    private async Task<FinalBatch?> TryStoreAsync(UnstoredFinals item, FinalBatch batch)
    {
        if (!item.IsRecorded)
        {
            return null;
        }

        try
        {
            var last = batch.Finals.Concat(batch.Replaced).Select(cue => cue.Seq).Append(seqs.Last).Max();
            var moved = await translations.ReadAsync(record.Id, batch.Replaced, () => ++last);
            var reserved = reservation.For(last);
            var stored = batch with { Translations = moved, SeqReserved = reserved, LostSamples = record.Read(s => s.LostSamples) };
            await store.AddAsync(stored, item.WasTried);
            seqs.SkipTo(last);
            reservation.Note(reserved);
            return stored;
        }
        catch (StorageException exception)
        {
            troubles.Note(exception.Fault);
            item.WasTried = true;
            return null;
        }
    }
}
