using LiveCaptions.Server.Refusals;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Ingest.WebSockets;

/// <summary>Audio by WebSocket at <c>/ws/ingest/{id}</c>; docs/websocket-ingest.md tells the protocol.</summary>
public sealed class WebSocketEndpoint(IngestGate gate, IOptions<IngestOptions> options, TimeProvider time)
{
    /// <summary>Refuses by HTTP, or upgrades and carries the audio until either side ends it.</summary>
    public async Task HandleAsync(HttpContext context, string id)
    {
        var (request, intake, refusal) = await CheckAsync(context, id);
        using var whole = intake;
        (var publisher, refusal) = refusal is null
            ? await gate.AdmitAsync(id, request!.Speakers, sendsAgain: !intake!.IsFleeting)
            : (null, refusal);
        if (publisher is null)
        {
            await Problems.Of(refusal!, context).ExecuteAsync(context);
            return;
        }

        await using var leaving = publisher;
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var channel = new WebSocketChannel(socket, options.Value.MaxMessageBytes, time);
        var protocol = new IngestProtocol(channel, publisher, request!, options.Value);
        using var connection = new WebSocketConnection(channel, protocol, publisher, intake!, gate, options.Value, time);
        await connection.RunAsync(context.RequestAborted);
    }

    private async Task<(WebSocketRequest? Request, IAudioIntake? Intake, Refusal? Refusal)> CheckAsync(HttpContext context, string id)
    {
        if (await gate.CheckKeyAsync(id, PublisherQuery.KeyOf(context.Request)) is { } wrongKey)
        {
            return (null, null, wrongKey);
        }

        var (request, bad) = WebSocketRequest.Parse(context.Request.Query);
        if (request is null)
        {
            return (null, null, gate.Count(bad, id));
        }

        if (!context.WebSockets.IsWebSocketRequest)
        {
            return (null, null, gate.Count(new Refusal(426, "websocket_required", "This address speaks WebSocket only."), id));
        }

        return (request, request.CreateIntake(time), null);
    }
}
