using Microsoft.EntityFrameworkCore;

namespace LiveCaptions.Server.Storage;

/// <summary>Jobs, and who does them. Whoever takes one has it for as long as it renews its lease.</summary>
public sealed class JobStore(CaptionDatabase database, TimeProvider time)
{
    /// <summary>Adds a job where none of its kind and key is under way.</summary>
    /// <returns>It, or the one that is there.</returns>
    public async Task<JobRow> AddAsync(JobRow job)
    {
        if (await FindUnfinishedAsync(job.Kind, job.Key) is { } there)
        {
            return there;
        }

        try
        {
            await database.WriteAsync(async db => await db.Jobs.AddAsync(job));
            return job;
        }
        catch (DbUpdateException)
        {
            // Another server was quicker, or its session is gone.
            if (await FindUnfinishedAsync(job.Kind, job.Key) is { } quicker)
            {
                return quicker;
            }

            throw;
        }
    }

    public Task<JobRow?> FindAsync(long id) => database.ReadAsync(db => db.Jobs.FirstOrDefaultAsync(j => j.Id == id));

    /// <summary>Newest first.</summary>
    /// <param name="before">Only those with a lower id.</param>
    public Task<List<JobRow>> ListAsync(string? kind, JobState? state, int limit, long before = long.MaxValue) =>
        database.ReadAsync(db => db.Jobs
            .Where(j => j.Id < before && (kind == null || j.Kind == kind) && (state == null || j.State == state))
            .OrderByDescending(j => j.Id)
            .Take(limit)
            .ToListAsync());

    public Task<int> CountAsync(string kind, JobState state) =>
        database.ReadAsync(db => db.Jobs.CountAsync(j => j.Kind == kind && j.State == state));

    /// <summary>Leases the job whose turn it is.</summary>
    /// <param name="except">Ids of those that the server has already, whatever has become of their leases.</param>
    /// <returns>Null when none is to be done now.</returns>
    public async Task<JobRow?> TakeAsync(string kind, string server, TimeSpan lease, IReadOnlyCollection<long> except)
    {
        while (await database.ReadAsync(db =>
            Due(db, kind, time.GetUtcNow()).Where(j => !except.Contains(j.Id)).FirstOrDefaultAsync()) is { } job)
        {
            var until = time.GetUtcNow() + lease;
            if (await UpdateAsync(db => Unchanged(db, job).ExecuteUpdateAsync(set => set
                .SetProperty(j => j.State, JobState.Running)
                .SetProperty(j => j.Attempts, j => j.Attempts + 1)
                .SetProperty(j => j.LeasedBy, server)
                .SetProperty(j => j.LeasedUntil, until)
                .SetProperty(j => j.Message, (string?)null))))
            {
                (job.State, job.LeasedBy, job.LeasedUntil, job.Message) = (JobState.Running, server, until, null);
                job.Attempts++;
                return job;
            }
        }

        return null;
    }

    /// <returns>When the next job of a kind is to be done, or may be taken from who has it; null when there is none.</returns>
    public async Task<DateTimeOffset?> NextAsync(string kind)
    {
        var waiting = await database.ReadAsync(db =>
            db.Jobs.Where(j => j.Kind == kind && j.State == JobState.Waiting).OrderBy(j => j.NotBefore).FirstOrDefaultAsync());
        var leased = await database.ReadAsync(db =>
            db.Jobs.Where(j => j.Kind == kind && j.State == JobState.Running).OrderBy(j => j.LeasedUntil).FirstOrDefaultAsync());
        return waiting?.NotBefore is { } due && (leased?.LeasedUntil is not { } end || due < end) ? due : leased?.LeasedUntil;
    }

    /// <returns>False when it is not this server's any more: called off, or taken by another.</returns>
    public Task<bool> RenewAsync(JobRow job, TimeSpan lease)
    {
        var until = time.GetUtcNow() + lease;
        return UpdateAsync(db => Held(db, job).ExecuteUpdateAsync(set => set.SetProperty(j => j.LeasedUntil, until)));
    }

    /// <summary>The job is over.</summary>
    public Task EndAsync(JobRow job, JobState state, string? message)
    {
        var now = time.GetUtcNow();
        return UpdateAsync(db => Held(db, job).ExecuteUpdateAsync(set => set
            .SetProperty(j => j.State, state)
            .SetProperty(j => j.Message, message)
            .SetProperty(j => j.EndedAt, now)
            .SetProperty(j => j.LeasedUntil, (DateTimeOffset?)null)));
    }

    /// <summary>The job waits.</summary>
    /// <param name="counts">Whether this attempt is one of those that it has.</param>
    public Task PutBackAsync(JobRow job, DateTimeOffset notBefore, string? message, bool counts)
    {
        var attempts = counts ? job.Attempts : job.Attempts - 1;
        return UpdateAsync(db => Held(db, job).ExecuteUpdateAsync(set => set
            .SetProperty(j => j.State, JobState.Waiting)
            .SetProperty(j => j.Attempts, attempts)
            .SetProperty(j => j.NotBefore, notBefore)
            .SetProperty(j => j.Message, message)
            .SetProperty(j => j.LeasedUntil, (DateTimeOffset?)null)));
    }

    /// <summary>What this server had when it was killed is to be done again, at once.</summary>
    public Task ReclaimAsync(string server) => database.WriteAsync(db => db.Jobs
        .Where(j => j.State == JobState.Running && j.LeasedBy == server)
        .ExecuteUpdateAsync(set => set.SetProperty(j => j.State, JobState.Waiting).SetProperty(j => j.LeasedUntil, (DateTimeOffset?)null)));

    /// <summary>Calls a job off, whoever does it.</summary>
    public Task CancelAsync(string kind, string key)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(db => Unfinished(db, kind).Where(j => j.Key == key).ExecuteUpdateAsync(set => set
            .SetProperty(j => j.State, JobState.Cancelled)
            .SetProperty(j => j.EndedAt, now)
            .SetProperty(j => j.LeasedUntil, (DateTimeOffset?)null)));
    }

    /// <summary>A dead or cancelled job is to be done after all, from now, with all its attempts.</summary>
    /// <returns>False where there is none, it is neither, or one of its kind and key is under way.</returns>
    public Task<bool> ReviveAsync(long id)
    {
        var now = time.GetUtcNow();
        return UpdateAsync(db => db.Jobs
            .Where(j => j.Id == id && (j.State == JobState.Dead || j.State == JobState.Cancelled)
                && !db.Jobs.Any(o => o.Kind == j.Kind && o.Key == j.Key && (o.State == JobState.Waiting || o.State == JobState.Running)))
            .ExecuteUpdateAsync(set => set
                .SetProperty(j => j.State, JobState.Waiting)
                .SetProperty(j => j.Attempts, 0)
                .SetProperty(j => j.NotBefore, now)
                .SetProperty(j => j.EndedAt, (DateTimeOffset?)null)));
    }

    /// <summary>Deletes jobs that ended before an instant.</summary>
    public Task DeleteEndedAsync(DateTimeOffset before) =>
        database.EraseSoonAsync(db => db.Jobs.Where(j => j.EndedAt < before).ExecuteDeleteAsync());

    private Task<JobRow?> FindUnfinishedAsync(string kind, string key) =>
        database.ReadAsync(db => Unfinished(db, kind).FirstOrDefaultAsync(j => j.Key == key));

    private async Task<bool> UpdateAsync(Func<CaptionDbContext, Task<int>> update)
    {
        var changed = 0;
        await database.WriteAsync(async db => changed = await update(db));
        return changed > 0;
    }

    private static IQueryable<JobRow> Due(CaptionDbContext db, string kind, DateTimeOffset now) => db.Jobs
        .Where(j =>
            j.Kind == kind && ((j.State == JobState.Waiting && j.NotBefore <= now) || (j.State == JobState.Running && j.LeasedUntil < now)))
        .OrderBy(j => j.Priority)
        .ThenBy(j => j.Id);

    private static IQueryable<JobRow> Unfinished(CaptionDbContext db, string kind) =>
        db.Jobs.Where(j => j.Kind == kind && (j.State == JobState.Waiting || j.State == JobState.Running));

    /// <summary>The row as it was read: of two servers that take it, one does.</summary>
    private static IQueryable<JobRow> Unchanged(CaptionDbContext db, JobRow job) =>
        db.Jobs.Where(j => j.Id == job.Id && j.State == job.State && j.Attempts == job.Attempts && j.LeasedUntil == job.LeasedUntil);

    private static IQueryable<JobRow> Held(CaptionDbContext db, JobRow job) =>
        db.Jobs.Where(j => j.Id == job.Id && j.State == JobState.Running && j.LeasedBy == job.LeasedBy && j.Attempts == job.Attempts);
}
