using Microsoft.EntityFrameworkCore;

namespace LiveCaptions.Server.Storage;

/// <summary>What Google projects spent of their quotas, by days.</summary>
public sealed class QuotaStore(CaptionDatabase database)
{
    /// <summary>Puts units aside, where the day has that many left. Units are spent from now on, until somebody gives them back.</summary>
    /// <returns>The id of the call to settle; null where the day has not that many left.</returns>
    public async Task<long?> TryReserveAsync(QuotaCallRow call, int limit)
    {
        try
        {
            return await ReserveAsync(call, limit);
        }
        catch (DbUpdateException)
        {
            // Another writer began the day at the same time.
            return await ReserveAsync(call, limit);
        }
    }

    /// <summary>The call was made, and cost its units.</summary>
    public Task SettleAsync(long id) => database.WriteAsync(db => db.QuotaCalls.Where(c => c.Id == id).ExecuteDeleteAsync());

    /// <summary>The call cost nothing.</summary>
    public Task GiveBackAsync(long id) => database.WriteAsync(async db =>
    {
        if (await db.QuotaCalls.FirstOrDefaultAsync(c => c.Id == id) is { } call
            && await db.QuotaCalls.Where(c => c.Id == id).ExecuteDeleteAsync() > 0)
        {
            db.Entry(call).State = EntityState.Detached;
            await db.QuotaDays.Where(d => d.Project == call.Project && d.Day == call.Day)
                .ExecuteUpdateAsync(set => set.SetProperty(d => d.Spent, d => d.Spent - call.Units));
        }
    });

    /// <summary>Nothing more is given out of a day.</summary>
    public Task ExhaustAsync(string project, string day) => database.WriteAsync(db => db.QuotaDays
        .Where(d => d.Project == project && d.Day == day)
        .ExecuteUpdateAsync(set => set.SetProperty(d => d.IsExhausted, true)));

    /// <returns>A day without a call is one where nothing was spent.</returns>
    public async Task<QuotaDayRow> ReadAsync(string project, string day) =>
        await database.ReadAsync(db => db.QuotaDays.FirstOrDefaultAsync(d => d.Project == project && d.Day == day))
        ?? new QuotaDayRow { Project = project, Day = day };

    public Task<List<QuotaDayRow>> ListDaysAsync(string project) =>
        database.ReadAsync(db => db.QuotaDays.Where(d => d.Project == project).OrderBy(d => d.Day).ToListAsync());

    /// <summary>Calls that are under way, and those that a killed server left.</summary>
    public Task<List<QuotaCallRow>> ListOpenAsync(string project) =>
        database.ReadAsync(db => db.QuotaCalls.Where(c => c.Project == project).OrderBy(c => c.Id).ToListAsync());

    private async Task<long?> ReserveAsync(QuotaCallRow call, int limit)
    {
        // A new row for each attempt: the id is given when it is stored.
        var row = new QuotaCallRow { Project = call.Project, Day = call.Day, Call = call.Call, Units = call.Units, At = call.At };
        var isIn = false;
        await database.WriteAsync(async db =>
        {
            var day = db.QuotaDays.Where(d => d.Project == call.Project && d.Day == call.Day);
            if (!await day.AnyAsync())
            {
                await db.QuotaDays.AddAsync(new QuotaDayRow { Project = call.Project, Day = call.Day });
                await db.SaveChangesAsync();
            }

            isIn = await day.Where(d => !d.IsExhausted && d.Spent + call.Units <= limit)
                .ExecuteUpdateAsync(set => set.SetProperty(d => d.Spent, d => d.Spent + call.Units)) > 0;
            if (isIn)
            {
                await db.QuotaCalls.AddAsync(row);
            }
        });
        return isIn ? row.Id : null;
    }
}
