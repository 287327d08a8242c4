using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace LiveCaptions.Server.Tests.Harness;

/// <summary>What one server counts of refused publishers: <c>/metrics</c> shows those of all servers in this process.</summary>
public sealed class RefusalCounter : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <param name="meters">The server's.</param>
    public RefusalCounter(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "livecaptions.ingest.refusals" && instrument.Meter.Scope == meters)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
            _counts.AddOrUpdate((string)tags[0].Value!, count, (_, before) => before + count));
        _listener.Start();
    }

    public long Of(string code) => _counts.GetValueOrDefault(code);

    public void Dispose() => _listener.Dispose();
}
