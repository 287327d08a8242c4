using LiveCaptions.Captions.Layout;
using LiveCaptions.Captions.Quality;
using LiveCaptions.Server.Tests.Exports;
using LiveCaptions.Server.Tests.Metadata;

namespace LiveCaptions.Server.Tests.Quality;

public sealed class RuleBreachesTests
{
    private static readonly PublishingOptions Rules = new();

    [Fact]
    public void Our_own_layout_breaks_none()
    {
        var laid = PublishingLayout.Arrange(Talk.Cues, Talk.Duration);

        Assert.Equal(new RuleBreaches(), RuleBreaches.Of(laid, Rules, Talk.Duration));
        Assert.Empty(CueLint.Errors(laid));
    }

    [Theory]
    [InlineData(nameof(RuleBreaches.TooManyLines), 0, 2_000, "a", "b", "c")]
    [InlineData(nameof(RuleBreaches.TooWide), 0, 3_000, "A line of more than forty-two columns is here.")]
    [InlineData(nameof(RuleBreaches.Empty), 0, 2_000, " ")]
    [InlineData(nameof(RuleBreaches.TooShort), 0, 500, "Short.")]
    [InlineData(nameof(RuleBreaches.TooLong), 0, 7_500, "Long.")]
    [InlineData(nameof(RuleBreaches.TooFast), 0, 1_000, "Twenty-five columns, said")]
    [InlineData(nameof(RuleBreaches.PastEnd), 99_000, 101_000, "Late.")]
    [InlineData(nameof(RuleBreaches.GapTooSmall), 7_010, 9_000, "Near.")]
    [InlineData(nameof(RuleBreaches.Overlapping), 6_500, 8_500, "Both.")]
    public void Each_rule_is_counted_by_its_name(string rule, long start, long end, params string[] lines)
    {
        var before = new PublishedCue(5_000, 7_000, ["Before."], null);
        PublishedCue[] cues = [.. start > 5_000 && start < 9_000 ? [before] : Array.Empty<PublishedCue>(), new(start, end, lines, null)];
        var breaches = RuleBreaches.Of(cues, Rules, duration: 100);

        Assert.Equal(1, (int)typeof(RuleBreaches).GetProperty(rule)!.GetValue(breaches)!);
        Assert.Equal(1, breaches.Total);
    }
}
