using LiveCaptions.Media.Codecs;
using Xunit;

namespace LiveCaptions.Media.Tests.Codecs;

public sealed class QuietCutTests
{
    [Fact]
    public void Only_what_nobody_hears_is_left_out()
    {
        short[] samples = [.. Loud(160), .. Quiet(320), .. Loud(160), .. Quiet(320)];
        var left = QuietCut.Shorten(samples, most: 480);
        Assert.Equal([.. Loud(160), .. Loud(160), .. Quiet(320)[160..]], samples[..left]);
    }

    [Fact]
    public void No_more_is_left_out_than_there_is_to_catch_up() => Assert.Equal(160, QuietCut.Shorten(Quiet(320), most: 200));

    [Fact]
    public void Speech_is_left_alone() => Assert.Equal(1_000, QuietCut.Shorten(Loud(1_000), most: 1_000));

    private static short[] Loud(int count) => [.. Enumerable.Repeat((short)4_000, count)];

    private static short[] Quiet(int count) => [.. Enumerable.Range(0, count).Select(i => (short)((i % 100) - 50))];
}
