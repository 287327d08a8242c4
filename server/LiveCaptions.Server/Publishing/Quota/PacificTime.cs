using System.Globalization;

namespace LiveCaptions.Server.Publishing.Quota;

/// <summary>The days of Google's quotas: from midnight to midnight in California, which is 23, 24 or 25 hours.</summary>
public static class PacificTime
{
    private static readonly TimeZoneInfo Zone = Find();

    /// <summary>As the ledger names it: <c>2026-11-30</c>.</summary>
    public static string DayOf(DateTimeOffset instant) => DateOf(instant).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The first instant of the next day.</summary>
    public static DateTimeOffset NextReset(DateTimeOffset instant) => ResetAfter(instant, days: 1);

    /// <summary>The first instant of the day so many days behind that of an instant.</summary>
    public static DateTimeOffset ResetAfter(DateTimeOffset instant, int days)
    {
        var midnight = DateOf(instant).AddDays(days).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    private static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    // Machines without a time zone database have the rule of since 2007: second Sunday of March to first Sunday of November.
    private static TimeZoneInfo Find()
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById("America/Los_Angeles", out var zone))
        {
            return zone;
        }

        var two = new DateTime(1, 1, 1, 2, 0, 0);
        var rule = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
            new DateTime(2007, 1, 1),
            DateTime.MaxValue.Date,
            TimeSpan.FromHours(1),
            TimeZoneInfo.TransitionTime.CreateFloatingDateRule(two, 3, 2, DayOfWeek.Sunday),
            TimeZoneInfo.TransitionTime.CreateFloatingDateRule(two, 11, 1, DayOfWeek.Sunday));
        return TimeZoneInfo.CreateCustomTimeZone("Pacific", TimeSpan.FromHours(-8), "Pacific", "Pacific", "Pacific", [rule]);
    }
}
