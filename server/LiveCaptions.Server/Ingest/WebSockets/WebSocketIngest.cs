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
        var (publisher, request, refusal) = await AdmitAsync(context, id);
        if (publisher is null || request is null)
        {
            await Problems.Of(refusal!, context).ExecuteAsync(context);
            return;
        }

        try
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            using var connection = new WebSocketPublisher(socket, id, publisher, request, gate, options.Value, time);
            await connection.RunAsync(context.RequestAborted);
        }
        finally
        {
            publisher.Detach();
        }
    }

    private async Task<(Publisher? Publisher, WebSocketIngestRequest? Request, IngestRefusal? Refusal)> AdmitAsync(HttpContext context, string id)
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

        var (publisher, refusal) = await gate.AdmitAsync(id, request.Speaker);
        return (publisher, request, refusal);
    }
}
