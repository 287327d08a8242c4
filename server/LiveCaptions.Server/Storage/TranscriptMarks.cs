using Microsoft.EntityFrameworkCore;

namespace LiveCaptions.Server.Storage;

/// <summary>Tells which state a session's transcript is in, without reading it.</summary>
public sealed class TranscriptMarks(CaptionDatabase database)
{
    public Task<TranscriptMark> ReadAsync(string sessionId) => database.ReadAsync(async db =>
    {
        var finals = db.Finals.Where(f => f.SessionId == sessionId);
        var edits = db.Edits.Where(e => e.SessionId == sessionId);
        return new TranscriptMark(
            await finals.CountAsync(),
            await finals.MaxAsync(f => (long?)f.Seq) ?? 0,
            await edits.CountAsync(e => e.Images != null),
            await edits.CountAsync(e => e.UndoneAt != null),
            await db.Emotions.Where(e => e.SessionId == sessionId).MaxAsync(e => (long?)e.Id) ?? 0);
    });
}
