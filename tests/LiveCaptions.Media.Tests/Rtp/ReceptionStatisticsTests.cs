using LiveCaptions.Media.Rtp;
using Xunit;

namespace LiveCaptions.Media.Tests.Rtp;

public sealed class ReceptionStatisticsTests
{
    private readonly ReceptionStatistics _statistics = new(ssrc: 7, clockRate: 48_000);

    [Fact]
    public void Nothing_is_reported_before_the_first_packet() => Assert.Null(_statistics.TakeReport(TimeSpan.Zero));

    [Fact]
    public void Loss_is_counted_in_all_and_since_the_report_before()
    {
        Receive(0, 1, 2, 3, 5, 7);
        Assert.Equal((2, 64), Loss());
        Receive(8, 9);
        Assert.Equal((2, 0), Loss());
        Receive(11, 13);
        Assert.Equal((4, 128), Loss());
    }

    [Fact]
    public void Straggler_is_not_lost_and_a_duplicate_counts_as_received()
    {
        Receive(0, 2, 1, 3, 3);
        Assert.Equal((-1, 0), Loss());
    }

    [Fact]
    public void Rollover_is_counted()
    {
        Receive(65_534, 65_535, 0, 65_533, 1);
        Assert.Equal(65_537u, Report().HighestSequenceNumber);
        Receive(40_000, 40_001, 39_999, 40_002);
        Assert.Equal(40_002u, Report().HighestSequenceNumber);
    }

    [Fact]
    public void One_stray_packet_changes_nothing()
    {
        Receive(0, 1, 30_000, 3);
        Assert.Equal((1, 64), Loss());
        Assert.Equal(3u, Report().HighestSequenceNumber);
    }

    [Fact]
    public void Sender_that_starts_anew_is_counted_anew()
    {
        Receive(100, 150);
        Receive(30_000, 30_001, 30_002);
        Assert.Equal(30_002u, Report().HighestSequenceNumber);
        Assert.Equal(0, Report().CumulativeLost);
    }

    [Fact]
    public void Jitter_of_even_packets_is_zero()
    {
        for (ushort i = 0; i < 100; i++)
        {
            Receive(i, TimeSpan.FromMilliseconds((i * 20) + 123_456_789));
        }

        Assert.Equal(0u, Report().Jitter);
    }

    [Fact]
    public void Jitter_settles_at_the_mean_difference()
    {
        for (ushort i = 0; i < 500; i++)
        {
            Receive(i, TimeSpan.FromMilliseconds((i * 20) + (i % 2 * 5)));
        }

        Assert.InRange(Report().Jitter, 230u, 241u); // 5 ms are 240 ticks
    }

    [Fact]
    public void Timestamps_that_roll_over_are_no_jitter()
    {
        for (ushort i = 0; i < 10; i++)
        {
            Add(i, unchecked(0xFFFFF000 + (i * 960u)), TimeSpan.FromMilliseconds(i * 20));
        }

        Assert.Equal(0u, Report().Jitter);
    }

    [Fact]
    public void Last_sender_report_is_named_with_its_age()
    {
        Receive(0);
        Assert.Equal((0u, 0u), (Report().LastSenderReport, Report().DelaySinceSenderReport));
        _statistics.Add(new SenderReport(7, 0x11112222_33334444, 0), TimeSpan.FromSeconds(10));
        var report = _statistics.TakeReport(TimeSpan.FromSeconds(12.5))!.Value;
        Assert.Equal((0x22223333u, 163_840u), (report.LastSenderReport, report.DelaySinceSenderReport));
    }

    private void Receive(params ushort[] numbers) => Array.ForEach(numbers, number => Receive(number, TimeSpan.Zero));

    private void Receive(ushort number, TimeSpan now) => Add(number, number * 960u, now);

    private void Add(ushort number, uint timestamp, TimeSpan now) =>
        _statistics.Add(new RtpPacket { SequenceNumber = number, Timestamp = timestamp }, now);

    private ReportBlock Report() => _statistics.TakeReport(TimeSpan.Zero)!.Value;

    private (int Lost, int Fraction) Loss() => Report() is var report ? (report.CumulativeLost, report.FractionLost) : default;
}
