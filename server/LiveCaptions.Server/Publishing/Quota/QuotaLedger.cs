using LiveCaptions.Server.Publishing.YouTube;
using LiveCaptions.Server.Storage;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Publishing.Quota;

/// <summary>
/// Counts what is spent of a project's quota, as Google tells it nowhere. Units are put aside before a call is made, and given back only
/// where it is sure that it cost nothing: what the ledger says is never less than what was spent.
/// </summary>
public sealed class QuotaLedger(QuotaStore store, IOptions<YouTubeOptions> options, TimeProvider time)
{
    private int LimitOf(string project) => (options.Value.Find(project) ?? options.Value).DailyQuota;

    /// <returns>To settle when the call is over.</returns>
    /// <exception cref="QuotaSpentException">The day has not that many units left.</exception>
    public async Task<QuotaReservation> ReserveAsync(string project, YouTubeCall call)
    {
        var now = time.GetUtcNow();
        var day = PacificTime.DayOf(now);
        var id = await store.TryReserveAsync(
            new QuotaCallRow { Project = project, Day = day, Call = call.Name, Units = call.Units, At = now }, LimitOf(project));
        return id is { } row ? new QuotaReservation(row, project, day) : throw new QuotaSpentException(PacificTime.NextReset(now));
    }

    /// <param name="fault">Why it failed; null where it did not.</param>
    public async Task SettleAsync(QuotaReservation reservation, YouTubeFault? fault = null)
    {
        await (fault is { IsFree: true } ? store.GiveBackAsync(reservation.Id) : store.SettleAsync(reservation.Id));
        if (fault is { Kind: YouTubeFaultKind.QuotaSpent })
        {
            // Others spend it too, or the limit is another one than is set here.
            await store.ExhaustAsync(reservation.Project, reservation.Day);
        }
    }

    public async Task<QuotaStanding> ReadAsync(string project)
    {
        var now = time.GetUtcNow();
        var day = await store.ReadAsync(project, PacificTime.DayOf(now));
        var doubt = (await store.ListOpenAsync(project)).Where(call => call.Day == day.Day).Sum(call => call.Units);
        var limit = LimitOf(project);
        var remaining = day.IsExhausted ? 0 : Math.Max(0, limit - day.Spent);
        return new QuotaStanding(project, day.Day, limit, day.Spent, doubt, remaining, PacificTime.NextReset(now));
    }
}
