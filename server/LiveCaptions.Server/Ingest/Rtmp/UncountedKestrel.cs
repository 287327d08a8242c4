using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Ingest.Rtmp;

/// <summary>
/// Kestrel without its meter. That of a server of one's own belongs to no host and is never disposed of: its instruments stay in the
/// process, and what a later host exports has to go through them all. Connections by RTMP are no web server's connections, either.
/// </summary>
internal static class UncountedKestrel
{
    private const string MeterName = "Microsoft.AspNetCore.Server.Kestrel";

    public static KestrelServer Create(KestrelServerOptions options, IConnectionListenerFactory transport, ILoggerFactory loggers)
    {
        var meters = new HashSet<Meter>();
        using var listener = new MeterListener
        {
            // A host's meters have a scope: the host's factory of meters.
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter is { Name: MeterName, Scope: null })
                {
                    lock (meters)
                    {
                        meters.Add(instrument.Meter);
                    }
                }
            },
        };
        listener.Start();
        var server = new KestrelServer(Options.Create(options), transport, loggers);
        lock (meters)
        {
            foreach (var meter in meters)
            {
                meter.Dispose();
            }
        }

        return server;
    }
}
