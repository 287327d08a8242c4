using System.Net.WebSockets;
using LiveCaptions.Captions;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Ingest.WebSockets;
using LiveCaptions.Server.Refusals;

namespace LiveCaptions.Server.Compatible.OpenAi;

/// <summary>
/// Live audio by OpenAI's realtime protocol, transcription only: (1) says what it is to be, (2) becomes a session with its first sound.
/// </summary>
internal sealed class RealtimeListen(ForeignDoor door, AccessControl access)
{
    /// <summary>
    /// From the connection to its first sound, whatever is said meanwhile: until then nothing counts it among the streams.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const WebSocketCloseStatus TryAgainLater = (WebSocketCloseStatus)1013;

    public async Task HandleAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await Problems.Of(426, "websocket_required", "Live audio comes by WebSocket; files by POST /v1/audio/transcriptions.")
                .ExecuteAsync(context);
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync(OpenAiKeys.ProtocolOf(context.Request));
        using var channel = new WebSocketChannel(socket, door.Options.MaxMessageBytes, door.Time);
        var id = $"sess_{SessionId.Create()}";
        var events = new RealtimeEvents(id);
        var protocol = new RealtimeProtocol(channel, events);
        try
        {
            await protocol.SayAsync(events.Session("session.created", protocol.Settings));
            if (await UntilSoundAsync(channel, protocol) is { IsEmpty: false } first)
            {
                await BecomeSessionAsync(context, channel, protocol, events, id, first);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            // The connection broke.
        }
    }

    // (1)
    /// <returns>The first sound; empty where there was none, and the connection is closed.</returns>
    private async Task<ReadOnlyMemory<byte>> UntilSoundAsync(WebSocketChannel channel, RealtimeProtocol protocol)
    {
        var since = door.Time.GetTimestamp();
        try
        {
            while (await channel.ReceiveAsync().WaitAsync(Left(), door.Time) is not WebSocketMessageType.Close and var type)
            {
                var word = type == WebSocketMessageType.Text ? await protocol.ReadAsync(channel.Message) : default;
                if (!word.Audio.IsEmpty)
                {
                    return word.Audio;
                }
            }

            await channel.CloseAsync(WebSocketCloseStatus.NormalClosure, "");
        }
        catch (TimeoutException)
        {
            await CloseAsync(
                channel, protocol, new IngestProblemException(
                    "idle_timeout", $"No audio came within {Patience.TotalSeconds:0} seconds.", WebSocketCloseStatus.PolicyViolation));
        }
        catch (IngestProblemException problem)
        {
            await CloseAsync(channel, protocol, problem);
        }

        return default;

        TimeSpan Left() =>
            Patience - door.Time.GetElapsedTime(since) is var left && left > TimeSpan.Zero ? left : throw new TimeoutException();
    }

    // (2)
    private async Task BecomeSessionAsync(
        HttpContext context, WebSocketChannel channel, RealtimeProtocol protocol,
        RealtimeEvents events, string id, ReadOnlyMemory<byte> first)
    {
        // The key may have been revoked since it opened the connection.
        if (!(await access.IdentifyAsync(context, takesQuery: false)).May(KeyScope.Publish, sessionId: null))
        {
            await CloseAsync(channel, protocol, new IngestProblemException(
                "key_required", "The key is not valid any more: connect with another.", WebSocketCloseStatus.PolicyViolation));
            return;
        }

        var (settings, aborted) = (protocol.Settings, context.RequestAborted);
        using var intake = settings.CreateIntake();
        var (publication, refusal) = await door.AdmitAsync(settings.Session, [null]);
        if (publication is null)
        {
            await CloseAsync(channel, protocol, new IngestProblemException(
                refusal!.Code, refusal.Detail, refusal.RetryAfter is null ? WebSocketCloseStatus.PolicyViolation : TryAgainLater));
            return;
        }

        await using (publication)
        {
            var tracks = publication.Tracks;
            var transcript = new RealtimeTranscript(
                events, id, settings.IsManual, () => tracks.Heard(0), () => tracks.Settled(0), door.Time);
            var teller = new FeedTeller(channel, publication.Feed, publication.Live, transcript.Take, transcript.Settle, door.Time);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(aborted);
            var telling = teller.RunAsync(stop.Token);
            protocol.Commit = () => transcript.Close(tracks.Length(0));
            protocol.Farewell = FarewellAsync;
            try
            {
                await door.CarryAsync(channel, protocol, publication, intake, aborted, first);
            }
            finally
            {
                await stop.CancelAsync();
                await telling;
            }

            async Task FarewellAsync()
            {
                await telling;
                foreach (var message in transcript.Complete())
                {
                    await protocol.SayAsync(message);
                }
            }
        }
    }

    private static async Task CloseAsync(WebSocketChannel channel, RealtimeProtocol protocol, IngestProblemException problem)
    {
        var (status, reason) = await protocol.RefuseAsync(problem);
        await channel.CloseAsync(status, reason);
    }
}
