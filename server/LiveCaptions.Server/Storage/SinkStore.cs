using Microsoft.EntityFrameworkCore;

namespace LiveCaptions.Server.Storage;

/// <summary>The live sinks of all sessions; they go with their session.</summary>
public sealed class SinkStore(CaptionDatabase database)
{
    public Task<List<SinkRow>> ListAsync(string sessionId) =>
        OpenAsync(db => db.Sinks.Where(s => s.SessionId == sessionId).OrderBy(s => s.CreatedAt).ThenBy(s => s.Id));

    public async Task<SinkRow?> FindAsync(string sessionId, string id) =>
        (await OpenAsync(db => db.Sinks.Where(s => s.SessionId == sessionId && s.Id == id))).FirstOrDefault();

    /// <summary>Sinks of the sessions that have not ended.</summary>
    public Task<List<SinkRow>> ListOpenAsync() => OpenAsync(db => db.Sinks
        .Where(k => db.Sessions.Any(s => s.Id == k.SessionId && s.State != SessionState.Finished && s.State != SessionState.Failed))
        .OrderBy(k => k.CreatedAt));

    /// <summary>
    /// The YouTube <c>seq</c> behind all that any session has sent to an address: a broadcast's key is used for the next one too.
    /// Encrypted addresses cannot be looked up, so all are decrypted: some 10 µs each, when somebody sets up a sink.
    /// </summary>
    public async Task<long> NextPostAsync(string address) => (await OpenAsync(db => db.Sinks.Where(s => s.Type == SinkType.YouTube)))
        .Where(s => s.Address == address)
        .Max(s => (long?)s.NextPost) ?? 1;

    /// <summary>Adds it, or puts it in the place of the one with its ids.</summary>
    public Task PutAsync(SinkRow row) => database.EraseAsync(async db =>
    {
        Seal(row);
        await db.Sinks.Where(s => s.SessionId == row.SessionId && s.Id == row.Id).ExecuteDeleteAsync();
        await db.Sinks.AddAsync(row);
    });

    /// <summary>Encrypts what an older server stored in clear.</summary>
    public Task SealAllAsync() => database.WriteAsync(async db =>
    {
        foreach (var row in await db.Sinks.Where(s => !s.SealedAddress.StartsWith(SecretVault.Mark)).ToListAsync())
        {
            Seal(Open(row));
        }
    });

    /// <returns>False when there is none.</returns>
    public async Task<bool> DeleteAsync(string sessionId, string id)
    {
        var deleted = 0;
        await database.EraseAsync(async db =>
            deleted = await db.Sinks.Where(s => s.SessionId == sessionId && s.Id == id).ExecuteDeleteAsync());
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

    private async Task<List<SinkRow>> OpenAsync(Func<CaptionDbContext, IQueryable<SinkRow>> query) =>
        (await database.ReadAsync(db => query(db).ToListAsync())).ConvertAll(Open);

    private SinkRow Open(SinkRow row)
    {
        var isOpen = database.Vault.TryOpen(SecretKind.Sink, OwnerOf(row, "address"), row.SealedAddress, out var address);
        isOpen &= database.Vault.TryOpen(SecretKind.Sink, OwnerOf(row, "password"), row.SealedPassword, out var password);
        (row.Address, row.Password) = isOpen ? (address!, password) : ("", null);
        return row;
    }

    private void Seal(SinkRow row) => (row.SealedAddress, row.SealedPassword) = (
        database.Vault.Seal(SecretKind.Sink, OwnerOf(row, "address"), row.Address)!,
        database.Vault.Seal(SecretKind.Sink, OwnerOf(row, "password"), row.Password));

    private static string OwnerOf(SinkRow row, string column) => $"{row.SessionId}/{row.Id}/{column}";
}
