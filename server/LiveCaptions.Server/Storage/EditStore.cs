using Microsoft.EntityFrameworkCore;

namespace LiveCaptions.Server.Storage;

/// <summary>What people changed of sessions' finals, step by step. Steps come in with the finals that they change.</summary>
public sealed class EditStore(CaptionDatabase database)
{
    /// <summary>Characters of what was before, of a session: beyond that the oldest steps cannot be taken back any more.</summary>
    private const long MaxImages = 64 * 1024 * 1024;

    /// <summary>Newest first.</summary>
    public Task<List<EditRow>> ListAsync(string sessionId, int limit) => database.ReadAsync(db => db.Edits
        .Where(e => e.SessionId == sessionId)
        .OrderByDescending(e => e.Seq)
        .Take(limit)
        .Select(e => new EditRow
        {
            SessionId = e.SessionId,
            Seq = e.Seq,
            Kind = e.Kind,
            At = e.At,
            By = e.By,
            UndoneAt = e.UndoneAt,
            UndoneBy = e.UndoneBy,
            Cues = e.Cues,
            Size = e.Images == null ? 0 : e.Size,
        })
        .ToListAsync());

    /// <returns>When something was changed last, or taken back; null where nothing was.</returns>
    public Task<DateTimeOffset?> FindLastChangeAsync(string sessionId) => database.ReadAsync(async db =>
    {
        // Two times of each step, without what was before it.
        var steps = await db.Edits.Where(e => e.SessionId == sessionId).Select(e => new { e.At, e.UndoneAt }).ToListAsync();
        return steps.Max(step => (DateTimeOffset?)(step.UndoneAt is { } undone && undone > step.At ? undone : step.At));
    });

    /// <summary>Steps that hold, oldest first, one at a time: all together may be large.</summary>
    public Task ReadHeldAsync(string sessionId, Action<EditRow> take) => database.ReadAsync(async db =>
    {
        var held = db.Edits.AsNoTracking().Where(e => e.SessionId == sessionId && e.UndoneAt == null).OrderBy(e => e.Seq);
        await foreach (var step in held.AsAsyncEnumerable())
        {
            take(step);
        }

        return true;
    });

    /// <summary>The step that is taken back next.</summary>
    /// <returns>Null where there is none.</returns>
    public Task<EditRow?> FindLastAsync(string sessionId) => database.ReadAsync(db => db.Edits
        .Where(e => e.SessionId == sessionId && e.UndoneAt == null)
        .OrderByDescending(e => e.Seq)
        .FirstOrDefaultAsync());

    /// <summary>The step that is done again next: of those that were taken back, the last.</summary>
    /// <returns>Null where there is none.</returns>
    public Task<EditRow?> FindUndoneAsync(string sessionId) => database.ReadAsync(db => db.Edits
        .Where(e => e.SessionId == sessionId && e.UndoneAt != null)
        .OrderBy(e => e.Seq)
        .FirstOrDefaultAsync());

    /// <summary>Forgets what was before all steps; who did what and when stays.</summary>
    public Task ForgetAsync(string sessionId) => database.EraseAsync(async db =>
    {
        await db.Edits.Where(e => e.SessionId == sessionId && e.UndoneAt != null).ExecuteDeleteAsync();
        await Forget(db.Edits.Where(e => e.SessionId == sessionId && e.Images != null));
    });

    /// <summary>With the finals that it changes.</summary>
    internal static async Task PutAsync(CaptionDbContext db, EditRow edit, bool isNew)
    {
        if (!isNew)
        {
            db.Edits.Update(edit);
            return;
        }

        await db.Edits.Where(e => e.SessionId == edit.SessionId && e.UndoneAt != null).ExecuteDeleteAsync();
        await ForgetOldAsync(db, edit);
        await db.Edits.AddAsync(edit);
    }

    private static async Task ForgetOldAsync(CaptionDbContext db, EditRow edit)
    {
        var kept = db.Edits.Where(e => e.SessionId == edit.SessionId && e.Images != null);
        var sizes = await kept.OrderByDescending(e => e.Seq).Select(e => new { e.Seq, e.Size }).ToListAsync();
        var rest = MaxImages - edit.Size;
        if (sizes.Find(step => (rest -= step.Size) < 0) is { Seq: var first })
        {
            await Forget(kept.Where(e => e.Seq <= first));
        }
    }

    private static Task<int> Forget(IQueryable<EditRow> edits) =>
        edits.ExecuteUpdateAsync(set => set.SetProperty(e => e.Images, (string?)null).SetProperty(e => e.Size, 0));
}
