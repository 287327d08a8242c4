using CsCheck;
using LiveCaptions.Media.Audio;
using Xunit;

namespace LiveCaptions.Media.Tests;

public sealed class TimestampLineTests
{
    [Fact]
    public void Line_begins_at_zero_wherever_timestamps_do() => Assert.Equal([0, 21, 43, 64], Of(5_000, 5_021, 5_043, 5_064));

    [Fact]
    public void Timestamps_wrap() => Assert.Equal([0, 20, 40], Of(uint.MaxValue - 9, 10, 30));

    [Fact]
    public void Pauses_are_followed() => Assert.Equal([0, 20, 3_020, 3_040], Of(0, 20, 3_020, 3_040));

    [Fact]
    public void Clock_that_is_set_back_goes_on_evenly() => Assert.Equal([0, 23, 46, 69], Of(90_000, 90_023, 0, 23));

    [Fact]
    public void Another_clock_goes_on_evenly_however_little_it_is_behind()
    {
        var line = new TimestampLine();
        line.Restart();
        Assert.Equal([0, 20], [line.Next(100, TimeSpan.Zero), line.Next(120, TimeSpan.Zero)]);
        line.Restart();
        Assert.Equal([40, 60], [line.Next(0, TimeSpan.Zero), line.Next(20, TimeSpan.Zero)]);
    }

    [Fact]
    public void Tag_that_is_a_little_early_is_put_at_the_one_before() => Assert.Equal([0, 20, 20, 60], Of(0, 20, 15, 60));

    [Fact]
    public void Pauses_are_no_longer_than_time_has_passed_and_a_minute()
    {
        Assert.Equal([0, 20, 40], Of(0, 20, 1_000_000_000));
        var timeline = new TimestampLine();
        timeline.Next(0, TimeSpan.Zero);
        timeline.Next(20, TimeSpan.Zero);
        Assert.Equal(600_000, timeline.Next(600_000, TimeSpan.FromMinutes(9)));
        Assert.Equal(600_020, timeline.Next(700_000, TimeSpan.FromMinutes(9)));
    }

    [Fact]
    public void It_never_goes_back_and_never_far_ahead() =>
        Gen.Select(Gen.OneOf(Gen.UInt, Gen.UInt[0, 2_000]), Gen.Int[0, 100]).Array[0, 100].Sample(tags =>
        {
            var timeline = new TimestampLine();
            var (now, last) = (0, 0L);
            foreach (var (timestamp, later) in tags)
            {
                now += later;
                var position = timeline.Next(timestamp, TimeSpan.FromMilliseconds(now));
                Assert.InRange(position, last, 60_000 + now + (tags.Length * 500));
                last = position;
            }
        });

    private static long[] Of(params uint[] timestamps)
    {
        var timeline = new TimestampLine();
        return [.. timestamps.Select(timestamp => timeline.Next(timestamp, TimeSpan.Zero))];
    }
}
