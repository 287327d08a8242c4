using LiveCaptions.Server.Api;
using LiveCaptions.Server.Sessions;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Ingest.WebSockets;

/// <summary>Audio by WebSocket at <c>/ws/ingest/{id}</c>; docs/websocket-ingest.md tells the protocol.</summary>
public sealed class WebSocketIngest(IngestGate gate, IOptions<IngestOptions> options, TimeProvider time)
{
    /// <summary>Refuses by HTTP, or upgrades and carries the audio until either side ends it.</summary>
    public async Task HandleAsync(HttpContext context, string id)
    {
        var (tracks, request, refusal) = await AdmitAsync(context, id);
        if (tracks is null || request is null)
        {
            await Problems.Of(refusal!, context).ExecuteAsync(context);
            return;
        }

        try
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            using var connection = new WebSocketPublisher(socket, id, tracks, request, gate, options.Value, time);
            await connection.RunAsync(context.RequestAborted);
        }
        finally
        {
            tracks.Detach();
        }
    }

    private async Task<(PublishedTracks? Tracks, WebSocketIngestRequest? Request, IngestRefusal? Refusal)> AdmitAsync(HttpContext context, string id)
    {
        if (await gate.CheckKeyAsync(id, PublisherQuery.KeyOf(context.Request)) is { } wrongKey)
        {
            return (null, null, wrongKey);
        }

        var (request, bad) = WebSocketIngestRequest.Parse(context.Request.Query);
        if (request is null)
        {
            return (null, null, gate.Count(bad, id));
        }

        if (!context.WebSockets.IsWebSocketRequest)
        {
            return (null, null, gate.Count(new IngestRefusal(426, "websocket_required", "This address speaks WebSocket only."), id));
        }

        var (publishers, refusal) = await gate.AdmitAsync(id, request.Speakers);
        return (refusal is null ? new PublishedTracks(publishers, time) : null, request, refusal);
    }
}
