namespace LiveCaptions.Bench;

/// <summary>Time passed and processor time taken by this process, all its threads, since a moment.</summary>
public sealed class CpuUse(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private readonly TimeSpan _startCpu = Environment.CpuUsage.TotalTime;

    public double Elapsed => Math.Round(time.GetElapsedTime(_start).TotalSeconds, 3);

    public double CpuSeconds => Math.Round((Environment.CpuUsage.TotalTime - _startCpu).TotalSeconds, 3);
}
