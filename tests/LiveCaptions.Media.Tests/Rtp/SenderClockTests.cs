using LiveCaptions.Media.Rtp;
using Xunit;

namespace LiveCaptions.Media.Tests.Rtp;

public sealed class SenderClockTests
{
    private readonly SenderClock _clock = new();

    [Theory]
    [InlineData(5, 5, 0)]
    [InlineData(5, 4.95, 0)]
    [InlineData(5, 5.2, 0)]
    [InlineData(5, 4, 1)]
    [InlineData(5, 0, 5)]
    [InlineData(5, -2, 7)]
    public void What_the_wall_clock_went_and_the_RTP_clock_did_not_is_a_pause(double wall, double rtp, double pause)
    {
        Report(0, 0, 0);
        Assert.Equal(pause, Report(5, wall, rtp).TotalSeconds, 3);
    }

    [Fact]
    public void First_report_says_nothing() => Assert.Equal(TimeSpan.Zero, Report(0, 100, 0));

    [Fact]
    public void Wall_clock_that_was_set_is_no_pause()
    {
        Report(0, 0, 0);
        Assert.Equal(TimeSpan.Zero, Report(5, 6, 5));
        Assert.Equal(TimeSpan.Zero, Report(10, -50, 10));
        Assert.Equal(TimeSpan.Zero, Report(15, -45, 15));
    }

    [Fact]
    public void Both_clocks_may_roll_over()
    {
        Report(0, -1, -1);
        Assert.Equal(TimeSpan.Zero, Report(5, 4, 4));
    }

    [Fact]
    public void Forgotten_report_is_not_compared_with()
    {
        Report(0, 0, 0);
        _clock.Forget();
        Assert.Equal(TimeSpan.Zero, Report(5, 5, 0));
    }

    private TimeSpan Report(double now, double wall, double rtp) =>
        _clock.Pause(new SenderReport(1, (ulong)(long)(wall * (1L << 32)), (uint)(long)(rtp * 48_000)), TimeSpan.FromSeconds(now));
}
