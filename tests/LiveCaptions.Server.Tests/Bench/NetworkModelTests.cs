using LiveCaptions.Bench.Ingest;

namespace LiveCaptions.Server.Tests.Bench;

public sealed class NetworkModelTests
{
    [Fact]
    public void Packets_leave_when_their_last_sample_is_spoken() =>
        Assert.Equal([0.02, 0.04, 0.06], new NetworkModel().Plan(3).Select(departure => Math.Round(departure.At.TotalSeconds, 6)));

    [Fact]
    public void Every_packet_leaves_once_and_about_as_many_are_lost_as_asked()
    {
        var plan = new NetworkModel(Loss: 0.05).Plan(10_000);

        Assert.Equal(Enumerable.Range(0, 10_000), plan.Select(departure => departure.Packet));
        Assert.InRange(plan.Count(departure => departure.IsLost), 400, 600);
    }

    [Fact]
    public void First_packet_always_arrives() => Assert.False(new NetworkModel(Loss: 1).Plan(10)[0].IsLost);

    [Fact]
    public void Jitter_makes_packets_overtake_each_other_and_none_comes_before_it_is_spoken()
    {
        var plan = new NetworkModel(Jitter: TimeSpan.FromMilliseconds(30)).Plan(1_000);

        Assert.Equal(plan.OrderBy(departure => departure.At), plan);
        Assert.NotEqual(plan.OrderBy(departure => departure.Packet), plan);
        Assert.All(
            plan, departure => Assert.InRange((departure.At - ((departure.Packet + 1) * SpeechPackets.Length)).TotalMilliseconds, 0, 30));
    }
}
