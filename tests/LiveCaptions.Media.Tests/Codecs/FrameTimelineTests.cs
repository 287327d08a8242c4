using LiveCaptions.Media.Codecs;
using Xunit;

namespace LiveCaptions.Media.Tests.Codecs;

public sealed class FrameTimelineTests
{
    private const int Second = 16_000;

    [Fact]
    public void Frames_that_follow_one_another_are_left_alone()
    {
        var line = new FrameTimeline(origin: 0, new FilePauses());
        Assert.All(Enumerable.Range(0, 100), i => Assert.Equal((0, 0), line.Place(i * Second, Second)));
        Assert.Equal(100 * Second, line.Position);
    }

    [Theory]
    [InlineData(0, 4 * Second, 4 * Second)]
    [InlineData(90 * Second, 94 * Second, 4 * Second)]
    [InlineData(4 * Second, 3 * Second, 0)]
    [InlineData(0, 1_000L * 3600 * Second, 0)]
    public void Sound_that_begins_late_has_silence_before_it(long origin, long first, long silence)
    {
        var line = new FrameTimeline(origin, new FilePauses());
        Assert.Equal((silence, 0), line.Place(first, Second));
        Assert.Equal((0, 0), line.Place(first + Second, Second));
        Assert.Equal((0, 0), (line.Gaps, line.Restarts));
    }

    [Fact]
    public void What_is_left_out_is_silence_of_that_length()
    {
        var line = new FrameTimeline(origin: null, new FilePauses());
        line.Place(0, Second);
        Assert.Equal((6L * 3600 * Second, 0), line.Place((6L * 3600 * Second) + Second, Second));
        Assert.Equal((1, 6L * 3600 * Second), (line.Gaps, line.GapSamples));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40L * 3600 * Second)]
    public void Clock_that_starts_anew_or_leaps_further_than_any_pause_leaves_no_gap_and_drops_nothing(long anew)
    {
        var line = new FrameTimeline(origin: null, new LivePauses(TimeProvider.System));
        line.Place(10 * Second, 5 * Second);
        Assert.Equal((0, 0), line.Place(anew, Second));
        Assert.Equal((0, 0), line.Place(anew + Second, Second));
        Assert.Equal((7 * Second, 1), (line.Position, line.Restarts));
    }

    [Fact]
    public void Gap_behind_a_clock_that_started_anew_counts_as_any_other()
    {
        var line = new FrameTimeline(origin: null, new FilePauses());
        line.Place(0, 5 * Second);
        line.Place(0, Second);
        Assert.Equal((2 * Second, 0), line.Place(3 * Second, Second));
        Assert.Equal(9 * Second, line.Position);
    }

    [Fact]
    public void Clock_that_drifts_is_followed()
    {
        var line = new FrameTimeline(origin: null, new FilePauses());
        var silence = Enumerable.Range(0, 3600).Sum(i => line.Place((long)(i * Second * 1.0001), Second).Silence);
        Assert.InRange(silence, (long)(0.36 * Second) - (Second / 10), (long)(0.36 * Second));
    }

    [Fact]
    public void Line_that_is_ahead_of_its_timestamps_is_told_until_it_was_shortened()
    {
        var line = new FrameTimeline(origin: null, new FilePauses());
        line.Place(0, Second);
        Assert.Equal((0, Second / 5), line.Place(Second * 4 / 5, Second));
        line.TakeBack(Second / 5);
        Assert.Equal((0, 0), line.Place(Second * 9 / 5, Second));
        Assert.Equal(0, line.Restarts);
    }

    [Fact]
    public void Frames_without_timestamps_follow_one_another()
    {
        var line = new FrameTimeline(origin: 0, new FilePauses());
        Assert.All(Enumerable.Range(0, 10), _ => Assert.Equal((0, 0), line.Place(timestamp: null, Second)));
        Assert.Equal(10 * Second, line.Position);
    }

    [Fact]
    public void Pauses_of_a_recording_are_together_no_longer_than_two_days()
    {
        var pauses = new FilePauses();
        Assert.True(pauses.Allows(40L * 3600 * Second));
        Assert.False(pauses.Allows(40L * 3600 * Second));
        Assert.True(pauses.Allows(Second));
    }
}
