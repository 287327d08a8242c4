using LiveCaptions.Server.Live;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Ingest.Rtmp;

/// <summary>Audio by RTMP; docs/rtmp.md tells what is taken. Strangers get little: a place among few, and little time.</summary>
public sealed class RtmpConnectionHandler(IngestGate gate, CaptionMetrics metrics, IOptions<RtmpOptions> options, TimeProvider time, ILogger<RtmpConnectionHandler> logger) : ConnectionHandler
{
    private int _pending;

    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        if (Interlocked.Increment(ref _pending) > options.Value.MaxPending)
        {
            Interlocked.Decrement(ref _pending);
            metrics.CountRefusal("rtmp_crowded");
            return;
        }

        await using var rtmp = new RtmpConnection(connection, gate, options.Value, () => Interlocked.Decrement(ref _pending), time, logger);
        await rtmp.RunAsync();
    }
}
