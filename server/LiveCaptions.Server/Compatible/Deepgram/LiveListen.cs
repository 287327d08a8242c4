using LiveCaptions.Server.Ingest.WebSockets;
using LiveCaptions.Server.Refusals;

namespace LiveCaptions.Server.Compatible.Deepgram;

/// <summary>Live audio by Deepgram's protocol: a session as every other, of which its publisher is told the words, too.</summary>
internal sealed class LiveListen(ForeignDoor door)
{
    public async Task HandleAsync(HttpContext context)
    {
        var (request, intake, refusal) = Check(context);
        using var whole = intake;
        (var publication, refusal) = refusal is null ? await door.AdmitAsync(request!.Session, request.Speakers) : (null, refusal);
        if (publication is null)
        {
            await Problems.Of(refusal!, context).ExecuteAsync(context);
            return;
        }

        await using (publication)
        {
            context.Response.Headers["dg-request-id"] = publication.Session.Id;
            using var socket = await context.WebSockets.AcceptWebSocketAsync(DeepgramKeys.ProtocolOf(context.Request));
            using var channel = new WebSocketChannel(socket, door.Options.MaxMessageBytes, door.Time);
            await RunAsync(channel, request!, intake!, publication, context.RequestAborted);
        }
    }

    private async Task RunAsync(
        WebSocketChannel channel, ListenRequest request, IAudioIntake intake, ForeignPublication publication, CancellationToken aborted)
    {
        var (session, tracks) = (publication.Session, publication.Tracks);
        var messages = new ListenMessages(session.Id, session.Engine, request.Channels);
        var transcript = new ListenTranscript(request, messages, tracks.Heard, tracks.Settled);
        var teller = new FeedTeller(channel, publication.Feed, publication.Live, transcript.Take, transcript.Settle, door.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        var telling = teller.RunAsync(stop.Token);
        var protocol = new ListenProtocol(door.Options, () => transcript.Finalize(tracks.Length), FarewellAsync);
        try
        {
            await door.CarryAsync(channel, protocol, publication, intake, aborted);
        }
        finally
        {
            await stop.CancelAsync();
            await telling;
        }

        async Task FarewellAsync()
        {
            await telling;
            await channel.SendAsync(ForeignJson.Write(messages.Metadata(session.CreatedAt, tracks.Length(0))));
        }
    }

    private (ListenRequest? Request, IAudioIntake? Intake, Refusal? Refusal) Check(HttpContext context)
    {
        var (request, bad) = ListenRequest.Parse(context.Request.Query, isFile: false);
        if (request is null)
        {
            return (null, null, bad);
        }

        if (!context.WebSockets.IsWebSocketRequest)
        {
            return (null, null, new Refusal(426, "websocket_required", "Live audio comes by WebSocket; files by POST."));
        }

        return (request, request.CreateIntake(door.Time), null);
    }
}
