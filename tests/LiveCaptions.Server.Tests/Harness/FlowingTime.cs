namespace LiveCaptions.Server.Tests.Harness;

/// <summary>
/// Time as the audio that is heard makes it: short waits are over at once and have taken their time all the same, longer ones never end.
/// </summary>
internal sealed class FlowingTime : TimeProvider
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);
    private readonly DateTimeOffset _start = System.GetUtcNow();
    private long _ticks;

    /// <summary>Since it began.</summary>
    public TimeSpan Passed => TimeSpan.FromTicks(Interlocked.Read(ref _ticks));

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Flow(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);

    public override DateTimeOffset GetUtcNow() => _start + Passed;

    public override long GetTimestamp() => Passed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < TimeSpan.Zero || dueTime > Longest || period > TimeSpan.Zero)
        {
            return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        Flow(dueTime);
        return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
