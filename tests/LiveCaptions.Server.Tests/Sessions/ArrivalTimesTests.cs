using LiveCaptions.Server.Sessions.Tracks;

namespace LiveCaptions.Server.Tests.Sessions;

public sealed class ArrivalTimesTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    [Fact]
    public void Sample_came_with_the_first_chunk_that_reaches_it()
    {
        var arrivals = new ArrivalTimes();
        arrivals.Add(1_600, Start);
        arrivals.Add(3_200, Start.AddSeconds(1));

        Assert.Equal(Start, arrivals.Find(1));
        Assert.Equal(Start, arrivals.Find(1_600));
        Assert.Equal(Start.AddSeconds(1), arrivals.Find(1_601));
        Assert.Null(arrivals.Find(4_000));
    }

    [Fact]
    public void What_is_long_past_is_forgotten_and_the_rest_is_right()
    {
        var arrivals = new ArrivalTimes();
        for (var i = 1; i <= 20_000; i++)
        {
            arrivals.Add(i * 320, Start.AddMilliseconds(20 * i));
        }

        Assert.Null(arrivals.Find(320));
        Assert.Equal(Start.AddMilliseconds(20 * 19_000), arrivals.Find(19_000 * 320));
        Assert.Equal(Start.AddMilliseconds(20 * 20_000), arrivals.Find(20_000 * 320));
    }

    [Fact]
    public void Nothing_is_known_before_anything_came() => Assert.Null(new ArrivalTimes().Find(0));
}
