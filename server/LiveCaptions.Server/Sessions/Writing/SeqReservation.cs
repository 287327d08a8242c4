using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Sessions.Writing;

/// <summary>
/// Up to which seq the store knows that messages may have been sent: none with a higher one is, as a restarted server could give
/// it out again. Not thread-safe: called by one message after the other.
/// </summary>
/// <param name="block">Seqs that are reserved at once, so that not every message has to be stored; half of them are kept for what is shown
/// while the store takes nothing. 0 reserves each.</param>
internal sealed class SeqReservation(string sessionId, int block, SeqCounter seqs, SessionStore store)
{
    /// <summary>Of a live session, whose interims are not stored.</summary>
    public const int LiveBlock = 4_000;

    // As stored: a session that is opened goes on above all that was reserved.
    private long _reserved = seqs.Last;

    /// <summary>Whether a message of that seq may be sent.</summary>
    public bool Covers(long seq) => seq <= Volatile.Read(ref _reserved);

    /// <summary>Whether the next message needs more.</summary>
    public bool IsLow => For(seqs.Last + 1) != _reserved;

    /// <returns>Up to where seqs have to be reserved before one is sent: a new block when the present one runs low.</returns>
    public long For(long seq) => seq + (block / 2) > _reserved ? seq + block : _reserved;

    /// <summary>Reserves what the next message needs.</summary>
    public async Task ExtendAsync()
    {
        if (For(seqs.Last + 1) is var next && next != _reserved)
        {
            await store.ReserveSeqAsync(sessionId, next);
            Note(next);
        }
    }

    /// <summary>Something else has stored it.</summary>
    public void Note(long stored) => Volatile.Write(ref _reserved, Math.Max(_reserved, stored));

    /// <summary>The unused rest: what comes later goes on right behind the last message.</summary>
    public async Task GiveBackAsync()
    {
        await store.ReserveSeqAsync(sessionId, seqs.Last);
        Volatile.Write(ref _reserved, seqs.Last);
    }
}
