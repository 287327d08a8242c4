using LiveCaptions.Server.Sessions;
using Microsoft.EntityFrameworkCore;

namespace LiveCaptions.Server.Storage;

/// <summary>The live sinks of all sessions; they go with their session.</summary>
public sealed class SinkStore(CaptionDatabase database)
{
    public Task<List<SinkRow>> ListAsync(string sessionId) =>
        database.ReadAsync(db => db.Sinks.Where(s => s.SessionId == sessionId).OrderBy(s => s.CreatedAt).ThenBy(s => s.Id).ToListAsync());

    public Task<SinkRow?> FindAsync(string sessionId, string id) =>
        database.ReadAsync(db => db.Sinks.FirstOrDefaultAsync(s => s.SessionId == sessionId && s.Id == id));

    /// <summary>Sinks of the sessions that have not ended.</summary>
    public Task<List<SinkRow>> ListOpenAsync() => database.ReadAsync(db => db.Sinks
        .Where(k => db.Sessions.Any(s => s.Id == k.SessionId && s.State != SessionState.Finished && s.State != SessionState.Failed))
        .OrderBy(k => k.CreatedAt)
        .ToListAsync());

    /// <summary>The YouTube <c>seq</c> behind all that any session has sent to an address: a broadcast's key is used for the next one too.</summary>
    public async Task<long> NextPostAsync(string address) =>
        await database.ReadAsync(db => db.Sinks.Where(s => s.Address == address).MaxAsync(s => (long?)s.NextPost)) ?? 1;

    /// <summary>Adds it, or puts it in the place of the one with its ids.</summary>
    public Task PutAsync(SinkRow row) => database.WriteAsync(async db =>
    {
        await db.Sinks.Where(s => s.SessionId == row.SessionId && s.Id == row.Id).ExecuteDeleteAsync();
        await db.Sinks.AddAsync(row);
    });

    /// <returns>False when there is none.</returns>
    public async Task<bool> DeleteAsync(string sessionId, string id)
    {
        var deleted = 0;
        await database.WriteAsync(async db => deleted = await db.Sinks.Where(s => s.SessionId == sessionId && s.Id == id).ExecuteDeleteAsync());
        return deleted > 0;
    }

    /// <summary>How far it is; nothing happens to a sink that is gone.</summary>
    public Task SaveProgressAsync(SinkRow row) => database.WriteAsync(db => db.Sinks
        .Where(s => s.SessionId == row.SessionId && s.Id == row.Id)
        .ExecuteUpdateAsync(set => set
            .SetProperty(s => s.AfterSeq, row.AfterSeq)
            .SetProperty(s => s.AfterStart, row.AfterStart)
            .SetProperty(s => s.NextPost, row.NextPost)
            .SetProperty(s => s.Sent, row.Sent)
            .SetProperty(s => s.Dropped, row.Dropped)));
}
