namespace LiveCaptions.Bench.Ingest;

/// <summary>Looks at the process time and again, as long as it lives.</summary>
internal sealed class PeakWatch : IDisposable
{
    private readonly ITimer _timer;
    private ProcessState _highest = ProcessState.Now();

    public PeakWatch(TimeProvider time, TimeSpan period) => _timer = time.CreateTimer(_ => Look(), state: null, period, period);

    public ProcessState Highest => Volatile.Read(ref _highest);

    public void Dispose() => _timer.Dispose();

    private void Look() => Volatile.Write(ref _highest, ProcessState.Max(_highest, ProcessState.Now()));
}
