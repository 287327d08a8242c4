using LiveCaptions.Media.Rtp;
using Xunit;

namespace LiveCaptions.Media.Tests.Rtp;

public sealed class GapPatienceTests
{
    [Fact]
    public void Patience_follows_how_late_packets_come()
    {
        var patience = new GapPatience(nack: false);
        patience.Came(TimeSpan.FromMilliseconds(100), nacked: false);
        Assert.Equal(150, patience.Current.TotalMilliseconds);
        patience.Came(TimeSpan.FromSeconds(5), nacked: false);
        Assert.Equal(200, patience.Current.TotalMilliseconds);
        Repeat(200, () => patience.Came(TimeSpan.FromMilliseconds(5), nacked: false));
        Assert.Equal(20, patience.Current.TotalMilliseconds);
    }

    [Fact]
    public void Packets_that_never_come_are_waited_for_ever_less()
    {
        var patience = new GapPatience(nack: false);
        Assert.Equal(60, patience.Current.TotalMilliseconds);
        Repeat(50, () => patience.Ended(nacked: false));
        Assert.Equal(20, patience.Current.TotalMilliseconds);
    }

    [Fact]
    public void Answers_to_NACKs_are_waited_for_as_long_as_they_come()
    {
        var patience = new GapPatience(nack: true);
        Assert.Equal(195, patience.Current.TotalMilliseconds);
        patience.Came(TimeSpan.FromMilliseconds(180), nacked: true);
        Assert.Equal(250, patience.Current.TotalMilliseconds);
        Repeat(8, () => patience.Ended(nacked: true));
        Assert.InRange(patience.Current.TotalMilliseconds, 20, 60);
        patience.Came(TimeSpan.FromMilliseconds(180), nacked: true);
        Assert.Equal(250, patience.Current.TotalMilliseconds);
    }

    private static void Repeat(int times, Action action)
    {
        for (var i = 0; i < times; i++)
        {
            action();
        }
    }
}
