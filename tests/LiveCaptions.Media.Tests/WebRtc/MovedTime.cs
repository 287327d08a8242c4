namespace LiveCaptions.Media.Tests.WebRtc;

/// <summary>Time that passes when the test says so; timers go by the machine's.</summary>
internal sealed class MovedTime : TimeProvider
{
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Volatile.Read(ref _ticks);

    public void Pass(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
}
