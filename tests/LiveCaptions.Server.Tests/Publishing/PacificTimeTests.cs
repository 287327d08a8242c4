using LiveCaptions.Server.Publishing.Quota;

namespace LiveCaptions.Server.Tests.Publishing;

public sealed class PacificTimeTests
{
    [Theory]
    [InlineData("2026-11-30T07:59:59Z", "2026-11-29", "2026-11-30T08:00:00Z")]
    [InlineData("2026-11-30T08:00:00Z", "2026-11-30", "2026-12-01T08:00:00Z")]
    [InlineData("2026-07-01T06:59:59Z", "2026-06-30", "2026-07-01T07:00:00Z")]

    // 23 hours, and 25.
    [InlineData("2026-03-08T08:00:00Z", "2026-03-08", "2026-03-09T07:00:00Z")]
    [InlineData("2026-11-01T07:00:00Z", "2026-11-01", "2026-11-02T08:00:00Z")]
    public void Day_and_its_end_are_those_of_California(string now, string day, string reset)
    {
        var instant = DateTimeOffset.Parse(now);

        Assert.Equal((day, DateTimeOffset.Parse(reset)), (PacificTime.DayOf(instant), PacificTime.NextReset(instant)));
    }

    [Fact]
    public void Uploads_are_planned_by_days_in_the_order_they_go()
    {
        var now = DateTimeOffset.Parse("2026-11-30T20:00:00Z");
        var standing = new QuotaStanding(
            "p", "2026-11-30", Limit: 1_000, Spent: 100, InDoubt: 0, Remaining: 900, PacificTime.NextReset(now));

        var plan = QuotaPlan.Of(
            [("a", 400), ("b", 450), ("c", 400), ("d", 400), ("e", 400)], standing,
            now, new Dictionary<string, DateTimeOffset> { ["b"] = now.AddMinutes(4) });

        var (tomorrow, later) = (DateTimeOffset.Parse("2026-12-01T08:00:00Z"), DateTimeOffset.Parse("2026-12-02T08:00:00Z"));
        Assert.Equal([now, now.AddMinutes(4), tomorrow, tomorrow, later], new[] { "a", "b", "c", "d", "e" }.Select(id => plan[id]));
    }
}
