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
        var (meters, builder) = (new HashSet<Meter>(), 0);
        using var listener = new MeterListener
        {
            // Told of instruments as they are made, by who makes them: those of this server are made by its constructor.
            InstrumentPublished = (instrument, _) =>
            {
                if (builder == Environment.CurrentManagedThreadId && instrument.Meter.Name == MeterName)
                {
                    meters.Add(instrument.Meter);
                }
            },
        };
        listener.Start();
        builder = Environment.CurrentManagedThreadId;
        var server = new KestrelServer(Options.Create(options), transport, loggers);
        builder = 0;
        foreach (var meter in meters)
        {
            meter.Dispose();
        }

        return server;
    }
}
