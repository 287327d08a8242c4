using LiveCaptions.Captions.Cues;
using Microsoft.EntityFrameworkCore;
using static LiveCaptions.Server.Storage.FinalRows;

namespace LiveCaptions.Server.Storage;

/// <summary>What one transcript brings, as rows. Within the transaction that is under way.</summary>
internal static class FinalBatchRows
{
    /// <param name="mayBeThere">Its finals, if so, get the seqs that they have now.</param>
    public static async Task WriteAsync(CaptionDbContext db, FinalBatch batch, bool mayBeThere)
    {
        if (mayBeThere && await IsThereAsync(db, batch))
        {
            await FinalUpdates.WriteAsync(db, batch.Finals.Concat(batch.Replaced).Concat(batch.Translations).Select(ToRow));
            await ReserveAsync(db, batch.SessionId, batch.SeqReserved);
            return;
        }

        await AddAsync(db, batch);
        await FinalUpdates.WriteAsync(db, batch.Replaced.Concat(batch.Translations).Select(ToRow));
        await RelabelAsync(db, batch);

        if (batch.TranscribedUntil is { } until)
        {
            await db.Tracks
                .Where(t => t.SessionId == batch.SessionId && t.Number == batch.Track)
                .ExecuteUpdateAsync(set => set.SetProperty(t => t.TranscribedUntil, until));
        }

        await ReserveAsync(db, batch.SessionId, batch.SeqReserved);
        await db.Sessions
            .Where(s => s.Id == batch.SessionId && s.LostSamples < batch.LostSamples)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.LostSamples, batch.LostSamples));
    }

    /// <summary>No message gets a lower seq any more.</summary>
    public static Task ReserveAsync(CaptionDbContext db, string sessionId, long seqReserved) => db.Sessions
        .Where(s => s.Id == sessionId && s.SeqReserved < seqReserved)
        .ExecuteUpdateAsync(set => set.SetProperty(s => s.SeqReserved, seqReserved));

    private static async Task AddAsync(CaptionDbContext db, FinalBatch batch)
    {
        await db.Finals.AddRangeAsync(batch.Finals.Select(ToRow));
        await db.Speakers.AddRangeAsync(batch.Speakers.Select(speaker => SpeakerRow.Of(batch.SessionId, speaker)));
        await db.Voices.AddRangeAsync(
            batch.Voices.Select(voice => VoiceStore.ToRow(batch.SessionId, batch.Track, batch.VoiceSpace, voice)));
        await db.Emotions.AddRangeAsync(batch.Emotions.Select(turn => EmotionStore.ToRow(batch.SessionId, batch.Track, turn)));
    }

    /// <summary>One query for all: a voice that is found to be another's is changed in all its pieces.</summary>
    private static async Task RelabelAsync(CaptionDbContext db, FinalBatch batch)
    {
        if (batch.Relabelled.Count == 0)
        {
            return;
        }

        var (first, last) = (batch.Relabelled.Min(c => c.Now.Piece.Start), batch.Relabelled.Max(c => c.Now.Piece.Start));
        var voices = await db.Voices
            .Where(v => v.SessionId == batch.SessionId && v.Track == batch.Track && v.Start >= first && v.Start <= last)
            .ToDictionaryAsync(v => v.Start);
        foreach (var (now, _) in batch.Relabelled)
        {
            // A piece is not stored where labelling failed on the final that it was heard in.
            if (voices.TryGetValue(now.Piece.Start, out var voice))
            {
                (voice.Speaker, voice.Confidence) = (now.Speaker?.Number, now.Speaker?.Confidence ?? 0);
            }
        }
    }

    private static Task<bool> IsThereAsync(CaptionDbContext db, FinalBatch batch) => batch.Finals is [var first, ..]
        ? All(db, batch.SessionId).AnyAsync(f => f.CueId == first.Id)
        : db.Tracks.AnyAsync(t =>
            t.SessionId == batch.SessionId && t.Number == batch.Track && t.TranscribedUntil == batch.TranscribedUntil);
}
