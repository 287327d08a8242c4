namespace LiveCaptions.Bench;

/// <summary>Looks at a server's lag ten times a second.</summary>
public sealed class LagWatch(BenchServer server, TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    /// <summary>Seconds: the most that was seen.</summary>
    public double Max { get; private set; }

    /// <summary>Looks until the work is done.</summary>
    public async Task DuringAsync(Task work)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            Max = Math.Max(Max, server.Lag);
        }
        while (await timer.WaitForNextTickAsync() && !work.IsCompleted);
        await work;
    }

    /// <returns>Seconds it took until the lag was below a limit.</returns>
    public async Task<double> UntilBelowAsync(double limit, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        using var timer = new PeriodicTimer(Period, time);
        while (server.Lag >= limit && await timer.WaitForNextTickAsync(cancellationToken))
        {
        }

        return Math.Round(time.GetElapsedTime(start).TotalSeconds, 3);
    }
}
