using LiveCaptions.Media.Processes;
using LiveCaptions.Server.Refusals;
using LiveCaptions.Server.Sessions.Tracks;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Ingest.WebSockets;

/// <summary>Audio by WebSocket at <c>/ws/ingest/{id}</c>; docs/websocket-ingest.md tells the protocol.</summary>
public sealed class WebSocketIngest(IngestGate gate, IOptions<IngestOptions> options, TimeProvider time)
{
    /// <summary>Refuses by HTTP, or upgrades and carries the audio until either side ends it.</summary>
    public async Task HandleAsync(HttpContext context, string id)
    {
        var (request, intake, refusal) = await CheckAsync(context, id);
        using var whole = intake;
        (var tracks, refusal) = refusal is null ? await AdmitAsync(id, request!, intake!) : (null, refusal);
        if (tracks is null)
        {
            await Problems.Of(refusal!, context).ExecuteAsync(context);
            return;
        }

        try
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            using var channel = new WebSocketChannel(socket, options.Value.MaxMessageBytes, time);
            var protocol = new IngestProtocol(channel, id, tracks, request!, options.Value);
            await new WebSocketPublisher(channel, protocol, id, tracks, intake!, gate, options.Value, time).RunAsync(context.RequestAborted);
        }
        finally
        {
            tracks.Detach();
        }
    }

    private async Task<(WebSocketIngestRequest? Request, IAudioIntake? Intake, Refusal? Refusal)> CheckAsync(HttpContext context, string id)
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
            return (null, null, gate.Count(new Refusal(426, "websocket_required", "This address speaks WebSocket only."), id));
        }

        try
        {
            return (request, request.CreateIntake(time), null);
        }
        catch (ToolMissingException exception)
        {
            return (null, null, gate.Count(new Refusal(501, "opus_missing", exception.Message), id));
        }
    }

    private async Task<(PublishedTracks? Tracks, Refusal? Refusal)> AdmitAsync(string id, WebSocketIngestRequest request, IAudioIntake intake)
    {
        var (publishers, refusal) = await gate.AdmitAsync(id, request.Speakers);
        return (refusal is null ? new PublishedTracks(publishers, time, sendsAgain: !intake.IsFleeting) : null, refusal);
    }
}
