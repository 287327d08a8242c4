using CsCheck;
using LiveCaptions.Media.WebRtc.Srtp;
using Xunit;

namespace LiveCaptions.Media.Tests.WebRtc.Srtp;

public sealed class ReplayWindowTests
{
    [Fact]
    public void Any_order_is_judged_as_by_a_list_of_all_that_came() =>
        Gen.ULong[0, 400].Array[1, 300].Sample(indices =>
        {
            var window = default(ReplayWindow);
            var seen = new HashSet<ulong>();
            foreach (var index in indices)
            {
                var fresh = !seen.Contains(index) && (seen.Count == 0 || index + ReplayWindow.Size > seen.Max());
                Assert.Equal(fresh, window.IsFresh(index));
                if (fresh)
                {
                    window.Accept(index);
                    seen.Add(index);
                }
            }
        });

    [Fact]
    public void Window_holds_128_packets()
    {
        var window = default(ReplayWindow);
        window.Accept(1000);
        Assert.False(window.IsFresh(1000));
        Assert.True(window.IsFresh(873));
        Assert.False(window.IsFresh(872));
        window.Accept(1127);
        Assert.False(window.IsFresh(1000));
        Assert.True(window.IsFresh(1001));
        window.Accept(5000);
        Assert.True(window.IsFresh(4999));
        Assert.False(window.IsFresh(1128));
    }

    [Fact]
    public void Sequence_number_is_completed_to_the_nearest_index() =>
        Gen.Select(Gen.ULong[0, 1UL << 40], Gen.Int[-32767, 32767]).Sample((newest, distance) =>
        {
            var window = default(ReplayWindow);
            window.Accept(newest);
            var expected = (long)newest + distance;
            Assert.Equal(expected >= 0, window.TryComplete((ushort)expected, out var index));
            Assert.True(expected < 0 || index == (ulong)expected);
        });

    [Fact]
    public void First_packet_has_rollover_counter_0()
    {
        Assert.True(default(ReplayWindow).TryComplete(65535, out var index));
        Assert.Equal(65535ul, index);
    }

    [Fact]
    public void Indices_end_at_48_bits()
    {
        var window = default(ReplayWindow);
        window.Accept((1UL << 48) - 1);
        Assert.False(window.TryComplete(0, out _));
        Assert.True(window.TryComplete(65534, out _));
    }
}
