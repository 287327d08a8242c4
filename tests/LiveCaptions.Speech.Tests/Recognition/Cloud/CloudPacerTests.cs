using LiveCaptions.Speech.Recognition.Cloud;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

/// <summary>How fast sound goes out, on a clock of the test's.</summary>
public sealed class CloudPacerTests
{
    private static readonly CloudLimits Limits = new() { Pace = 1, Burst = TimeSpan.FromSeconds(5) };

    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    public void No_more_than_a_burst_goes_out_at_once_however_long_nothing_was_sent(int stalledSeconds)
    {
        var pacer = new CloudPacer(Limits, _time);
        Assert.Equal(5, SentAtOnce(pacer));
        _time.Advance(TimeSpan.FromSeconds(1 + stalledSeconds));
        Assert.Equal(Math.Min(5, 1 + stalledSeconds), SentAtOnce(pacer));
    }

    [Fact]
    public async Task What_waits_goes_out_at_the_pace()
    {
        var pacer = new CloudPacer(Limits, _time);
        Assert.Equal(5, SentAtOnce(pacer));
        var waiting = pacer.WaitAsync(AudioFormat.SampleRate, CancellationToken.None).AsTask();
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));
        await waiting.WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>Seconds, each a message, that go out before one has to wait; that one is sent, too.</summary>
    private int SentAtOnce(CloudPacer pacer)
    {
        for (var seconds = 0; ; seconds++)
        {
            var waiting = pacer.WaitAsync(AudioFormat.SampleRate, CancellationToken.None);
            if (!waiting.IsCompleted)
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                return seconds;
            }
        }
    }
}
