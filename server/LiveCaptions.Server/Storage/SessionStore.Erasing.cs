using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace LiveCaptions.Server.Storage;

/// <summary>Sessions going, and what is too old.</summary>
public sealed partial class SessionStore
{
    /// <summary>
    /// Notes that a session is being deleted: it is over, and a server that is killed meanwhile deletes the rest when it is started again.
    /// </summary>
    public Task MarkDeletedAsync(string id) =>
        ChangeAsync(id, s => (s.State, s.EndReason, s.EndMessage, s.Publishing) = (SessionState.Failed,
            SessionEndReason.Deleted, null, PublishingState.Off));

    /// <summary>
    /// Deletes all that the database has of a session, a step at a time. Behind its files: what is left of a deletion that is cut off is
    /// still known by its row.
    /// </summary>
    public async Task DeleteAsync(string id)
    {
        await MarkDeletedAsync(id);
        await DeleteRowsAsync(db => db.Finals.Where(f => f.SessionId == id), final => final.Seq);
        await DeleteRowsAsync(db => db.Edits.Where(e => e.SessionId == id), edit => edit.Seq);
        await DeleteRowsAsync(db => db.Voices.Where(v => v.SessionId == id), voice => voice.Start);
        await DeleteRowsAsync(db => db.Emotions.Where(e => e.SessionId == id), emotion => emotion.Id);
        await database.EraseAsync(db => db.Uploads.Where(u => u.SessionId == id && u.State != UploadState.Done).ExecuteDeleteAsync());
        await database.EraseAsync(db =>
            db.Uploads.Where(u => u.SessionId == id).ExecuteUpdateAsync(set => set.SetProperty(u => u.SessionId, (string?)null)));
        await database.EraseAsync(db => db.Sessions.Where(s => s.Id == id).ExecuteDeleteAsync());
    }

    /// <summary>Sessions that a stopped server was about to delete.</summary>
    public Task<List<string>> ListDeletedAsync() => ListIdsAsync(sessions => sessions.Where(s => s.EndReason == SessionEndReason.Deleted));

    /// <summary>Sessions that ended before an instant, the oldest first.</summary>
    public Task<List<string>> ListEndedBeforeAsync(DateTimeOffset instant) => ListIdsAsync(sessions => EndedBefore(sessions, instant));

    /// <summary>Those of them that still have recordings, and need them no more for their second pass.</summary>
    public Task<List<string>> ListRecordedBeforeAsync(DateTimeOffset instant) => ListIdsAsync(sessions => EndedBefore(sessions, instant)
        .Where(s => s.RecordingDeletedAt == null && s.Tracks.Count > 0)
        .Where(s => s.Publishing != PublishingState.Waiting && s.Publishing != PublishingState.Running));

    /// <summary>Those of them that still have vectors of voices.</summary>
    public Task<List<string>> ListHeardBeforeAsync(DateTimeOffset instant) => database.ReadAsync(db => EndedBefore(db.Sessions, instant)
        .Where(s => s.VoicesDeletedAt == null && db.Voices.Any(v => v.SessionId == s.Id))
        .Select(s => s.Id)
        .ToListAsync());

    /// <summary>Encrypts what an older server stored in clear.</summary>
    public Task SealAllAsync() => database.WriteAsync(async db =>
    {
        foreach (var row in await db.Sessions.Where(s => s.SealedImport != null && !s.SealedImport.StartsWith(SecretVault.Mark))
            .ToListAsync())
        {
            row.EndMessage = WithoutQuery(row.EndMessage, ImportSource.FromJson(row.SealedImport));
            row.Import = row.SealedImport;
            Seal(row);
        }
    });

    // What a failed import says began with its address as it was given.
    private static string? WithoutQuery(string? message, ImportSource? source) => source?.Url?.Query is { Length: > 1 } query
        ? message?.Replace(query, "", StringComparison.Ordinal)
        : message;

    private static IOrderedQueryable<SessionRow> EndedBefore(IQueryable<SessionRow> sessions, DateTimeOffset instant) => sessions
        .Where(s => (s.State == SessionState.Finished || s.State == SessionState.Failed) && s.EndedAt < instant)
        .OrderBy(s => s.EndedAt);

    private Task<List<string>> ListIdsAsync(Func<IQueryable<SessionRow>, IQueryable<SessionRow>> which) =>
        database.ReadAsync(db => which(db.Sessions).Select(s => s.Id).ToListAsync());

    private async Task DeleteRowsAsync<T>(Func<CaptionDbContext, IQueryable<T>> which, Expression<Func<T, long>> number)
    {
        for (var isDone = false; !isDone;)
        {
            await database.WriteAsync(async db =>
            {
                (var rows, isDone) = await RowSteps.FirstAsync(which(db), number);
                await rows.ExecuteDeleteAsync();
            });
        }
    }
}
