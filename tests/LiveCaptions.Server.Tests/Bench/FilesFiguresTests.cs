using LiveCaptions.Bench.Files;

namespace LiveCaptions.Server.Tests.Bench;

public sealed class FilesFiguresTests
{
    [Fact]
    public void Peaks_are_those_of_each_minute_begun()
    {
        double[] resident = [.. Enumerable.Repeat(100.0, 59), 120, .. Enumerable.Repeat(90.0, 60), 95];
        Assert.Equal([120, 90, 95], FilesFigures.PeaksOf(resident));
    }

    [Fact]
    public void Growth_is_the_last_third_against_the_first()
    {
        Assert.Equal(0.1, FilesFigures.GrowthOf([90, 100, 500, 500, 110, 105]));
        Assert.Equal(-0.5, FilesFigures.GrowthOf([100, 100, 50]));
        Assert.Null(FilesFigures.GrowthOf([100, 100]));
    }

    [Fact]
    public void Output_that_differs_cannot_be_overlooked()
    {
        var figures = new FilesFigures
        {
            Hours = 1, Seconds = 100, Speed = 36, PeakPerMinute = [100], Growth = 0, Cues = 9,
            WasKilled = true, KilledAt = 1_800, SecondsUntilKilled = 50, SecondsResumed = 60, IsSame = false,
        };
        Assert.Contains(figures.ToRows(), row => row.Value == "DIFFERS");
        Assert.Contains((figures with { IsSame = true }).ToRows(), row => row.Value == "same");
        Assert.Contains((figures with { IsSame = true, WasKilled = false }).ToRows(), row => row.Value == "not killed");
    }
}
