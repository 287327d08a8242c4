using System.Net;
using LiveCaptions.Server.Limits;
using LiveCaptions.Server.Metrics;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Ingest.Rtmp;

/// <summary>Audio by RTMP; docs/rtmp.md tells what is taken. Strangers get little: a place among few, and little time.</summary>
public sealed class RtmpEndpoint(
    IngestGate gate,
    CaptionMetrics metrics,
    ClientAddress clients,
    KeyGuesses guesses,
    IOptions<RtmpOptions> options,
    IOptions<IngestOptions> ingest,
    TimeProvider time,
    ILogger<RtmpEndpoint> logger)
    : ConnectionHandler
{
    private readonly RtmpWaiting _waiting = new(clients, options.Value);

    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        var place = _waiting.Enter((connection.RemoteEndPoint as IPEndPoint)?.Address, () =>
        {
            metrics.CountRefusal("rtmp_crowded");
            connection.Abort(new ConnectionAbortedException("Another connection needs the place."));
        });
        var context = new RtmpContext(gate, guesses, options.Value, ingest, time, logger);
        await using var rtmp = new RtmpConnection(connection, context, () => _waiting.Leave(place));
        await rtmp.RunAsync();
    }
}
