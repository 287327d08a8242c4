namespace LiveCaptions.Server.Publishing.Quota;

/// <summary>Says which uploads go on which day, in the order they go.</summary>
public static class QuotaPlan
{
    /// <param name="waiting">Ids in the order they go, with the units that each takes.</param>
    /// <param name="earliest">Before which an upload does not go, where it waits for another attempt; by id.</param>
    /// <returns>When each goes: now, or the reset behind which it goes.</returns>
    public static IReadOnlyDictionary<string, DateTimeOffset> Of(
        IReadOnlyList<(string Id, int Units)> waiting, QuotaStanding standing,
        DateTimeOffset now, IReadOnlyDictionary<string, DateTimeOffset>? earliest = null)
    {
        var plan = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        var (day, left) = (0, standing.Remaining);
        foreach (var (id, units) in waiting)
        {
            // What is more than a day has never goes; it is shown behind the next reset.
            if (units > left && units <= standing.Limit)
            {
                (day, left) = (day + 1, standing.Limit);
            }

            left -= units;
            var at = day == 0 ? now : PacificTime.ResetAfter(now, day);
            plan[id] = earliest?.TryGetValue(id, out var later) is true && later > at ? later : at;
        }

        return plan;
    }
}
