using LiveCaptions.Captions.Speakers;
using Microsoft.EntityFrameworkCore;

namespace LiveCaptions.Server.Storage;

/// <summary>Sessions and their tracks, kept across restarts.</summary>
public sealed partial class SessionStore(CaptionDatabase database)
{
    public Task AddAsync(SessionRow session) => database.WriteAsync(async db =>
    {
        Seal(session);
        await db.Sessions.AddAsync(session);
    });

    /// <returns>The session with its tracks; null when there is none.</returns>
    public Task<SessionRow?> FindAsync(string id) =>
        FindAsync(db => db.Sessions.Include(s => s.Tracks.OrderBy(t => t.Number)).Include(s => s.Speakers).Where(s => s.Id == id));

    /// <param name="hash">SHA-256 of the session's stream key.</param>
    /// <returns>The session without its tracks; null when there is none.</returns>
    public Task<SessionRow?> FindByStreamKeyAsync(byte[] hash) => FindAsync(db => db.Sessions.Where(s => s.StreamKeyHash == hash));

    /// <summary>Whether there is such a session, and anybody may watch it.</summary>
    public Task<bool> IsPublicAsync(string id) => database.ReadAsync(db => db.Sessions.AnyAsync(s => s.Id == id && s.IsPublic));

    /// <summary>Those of <paramref name="ids"/> that anybody may watch.</summary>
    public Task<List<string>> ListPublicAsync(IReadOnlyCollection<string> ids) =>
        database.ReadAsync(db => db.Sessions.Where(s => ids.Contains(s.Id) && s.IsPublic).Select(s => s.Id).ToListAsync());

    /// <summary>Newest first.</summary>
    /// <param name="before">Id of the session the page starts after; null for the first page.</param>
    public Task<List<SessionRow>> ListAsync(int limit, SessionRow? before) => ListAsync(limit, before, db => db.Sessions);

    /// <param name="which">Those of all that are listed.</param>
    internal Task<List<SessionRow>> ListAsync(
        int limit, SessionRow? before, Func<CaptionDbContext, IQueryable<SessionRow>> which) => ListAsync(db =>
    {
        var sessions = which(db);
        if (before is { CreatedAt: var created, Id: var id })
        {
            sessions = sessions.Where(s => s.CreatedAt < created || (s.CreatedAt == created && string.Compare(s.Id, id) < 0));
        }

        return sessions.OrderByDescending(s => s.CreatedAt).ThenByDescending(s => s.Id).Take(limit)
            .Include(s => s.Tracks.OrderBy(t => t.Number)).Include(s => s.Speakers);
    });

    /// <summary>Imports that are not at their end, those that have begun first.</summary>
    public Task<List<SessionRow>> ListImportsAsync() => ListAsync(db => db.Sessions
        .Where(s => s.SealedImport != null
            && (s.State == SessionState.Created || s.State == SessionState.Live || s.State == SessionState.Finishing))
        .OrderBy(s => s.State == SessionState.Created)
        .ThenBy(s => s.CreatedAt));

    /// <summary>Sessions that a stopped server left in the middle.</summary>
    public Task<List<SessionRow>> ListInterruptedAsync() => ListAsync(db => db.Sessions
        .Include(s => s.Tracks.OrderBy(t => t.Number)).Include(s => s.Speakers)
        .Where(s => s.State == SessionState.Live || s.State == SessionState.Finishing)
        .OrderBy(s => s.CreatedAt));

    /// <summary>Ended sessions whose transcript for publishing is still to be made.</summary>
    public Task<List<string>> ListUnpublishedAsync() =>
        ListIdsAsync(sessions => sessions.Where(s => s.Publishing == PublishingState.Waiting || s.Publishing == PublishingState.Running));

    /// <summary>Sessions that ended behind an instant, and are to be translated.</summary>
    public Task<List<SessionRow>> ListTranslatedAsync(DateTimeOffset since) => ListAsync(db => db.Sessions.Where(s =>
        (s.State == SessionState.Finished || s.State == SessionState.Failed) && s.EndReason != SessionEndReason.Deleted
        && s.EndedAt >= since && s.Settings.Contains("\"targets\":[")));

    /// <summary>Sessions that ended, and whose captions are to go to YouTube, but are not in the queue yet.</summary>
    public Task<List<SessionRow>> ListUploadsDueAsync() =>
        ListAsync(db => db.Sessions.Where(s => s.UploadDue && s.State == SessionState.Finished));

    /// <summary>Adds a track, with which its session is live.</summary>
    /// <param name="speaker">Who speaks on it, where its publisher gave a name.</param>
    public Task AddTrackAsync(TrackRow track, KnownSpeaker? speaker, long seqReserved) => database.WriteAsync(async db =>
    {
        await db.Tracks.AddAsync(track);
        await db.Sessions.Where(s => s.Id == track.SessionId).ExecuteUpdateAsync(set => set.SetProperty(s => s.State, SessionState.Live));
        await db.Sessions
            .Where(s => s.Id == track.SessionId && s.SeqReserved < seqReserved)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.SeqReserved, seqReserved));
        if (speaker is not null)
        {
            await db.Speakers.AddAsync(SpeakerRow.Of(track.SessionId, speaker));
        }
    });

    /// <summary>Changes a session's own columns.</summary>
    public Task ChangeAsync(string id, Action<SessionRow> change) => ChangeIfThereAsync(async db =>
    {
        if (await db.Sessions.FirstOrDefaultAsync(s => s.Id == id) is { } session)
        {
            change(session);

            // It is not read here: what is there now was put there by the change.
            if (session.Import is not null)
            {
                Seal(session);
            }
        }
    });

    /// <summary>Instant of a track's first sample, and of its session's where it is the first, too.</summary>
    public Task StartTrackAsync(string id, int number, DateTimeOffset at, long offset) => ChangeIfThereAsync(async db =>
    {
        if (await db.Sessions.Include(s => s.Tracks).FirstOrDefaultAsync(s => s.Id == id) is { } session
            && session.Tracks.Find(t => t.Number == number) is { } track)
        {
            session.StartedAt ??= at;
            (track.StartedAt, track.Offset) = (at, offset);
        }
    });

    public Task ChangeTrackAsync(string id, int number, Action<TrackRow> change) => ChangeIfThereAsync(async db =>
    {
        if (await db.Tracks.FirstOrDefaultAsync(t => t.SessionId == id && t.Number == number) is { } track)
        {
            change(track);
        }
    });

    public Task ReserveSeqAsync(string id, long upTo) => database.WriteAsync(db => db.Sessions
        .Where(s => s.Id == id)
        .ExecuteUpdateAsync(set => set.SetProperty(s => s.SeqReserved, upTo)));

    /// <summary>A row that is deleted between reading and writing it is not there, as one that was deleted before.</summary>
    private async Task ChangeIfThereAsync(Func<CaptionDbContext, Task> change)
    {
        try
        {
            await database.WriteAsync(change);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Only where several may write at once.
        }
    }

    private async Task<SessionRow?> FindAsync(Func<CaptionDbContext, IQueryable<SessionRow>> query) =>
        await database.ReadAsync(db => query(db).FirstOrDefaultAsync()) is { } row ? Open(row) : null;

    private async Task<List<SessionRow>> ListAsync(Func<CaptionDbContext, IQueryable<SessionRow>> query) =>
        (await database.ReadAsync(db => query(db).ToListAsync())).ConvertAll(Open);

    private SessionRow Open(SessionRow row)
    {
        row.Import = database.Vault.TryOpen(SecretKind.Source, row.Id, row.SealedImport, out var source)
            ? source
            : ImportSource.Lost.ToJson();
        return row;
    }

    private void Seal(SessionRow row) => row.SealedImport = database.Vault.Seal(SecretKind.Source, row.Id, row.Import);
}
