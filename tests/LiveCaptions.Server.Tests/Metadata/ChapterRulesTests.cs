using System.Globalization;
using LiveCaptions.Captions.Metadata;

namespace LiveCaptions.Server.Tests.Metadata;

/// <summary>YouTube's rules of chapters.</summary>
public sealed class ChapterRulesTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("0 10 20", true)]
    [InlineData("0 10", false)]
    [InlineData("1 11 21", false)]
    [InlineData("0 9 20", false)]
    [InlineData("0 20 10", false)]
    [InlineData("0 10 91", false)]
    [InlineData("0 NaN 20", false)]
    public void Chapters_start_at_zero_are_three_and_last_ten_seconds(string starts, bool isRight) => Assert.Equal(
        isRight,
        ChapterRules.FindFault(Of([.. starts.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Seconds)]), duration: 100) is null);

    [Theory]
    [InlineData(0, "0:00 Part 0,0:30 Part 1,1:10 Part 2")]
    [InlineData(30.7, "0:00 Part 0,1:00 Part 1,1:40 Part 2")]
    [InlineData(-35, "")]
    [InlineData(3600, "0:00 Part 0,1:00:30 Part 1,1:01:10 Part 2")]
    public void Chapters_are_moved_with_the_video(double offset, string lines) =>
        Assert.Equal(lines.Replace(',', '\n'), ChapterRules.Lines(ChapterRules.Move(Of([0, 30, 70]), offset)));

    /// <summary>What is under way as the video begins is its first chapter.</summary>
    [Fact]
    public void Chapter_under_way_at_the_start_comes_first() =>
        Assert.Equal(
            "0:00 Part 1\n0:35 Part 2\n1:05 Part 3", ChapterRules.Lines(ChapterRules.Move(Of([0, 30, 70, 100]), -35)));

    private static double Seconds(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static List<Chapter> Of(double[] starts) => [.. starts.Select((start, i) => new Chapter(start, $"Part {i}"))];
}
