using LiveCaptions.Server.Access;
using LiveCaptions.Server.Feed;
using LiveCaptions.Server.Ingest;
using LiveCaptions.Server.Ingest.WebSockets;
using LiveCaptions.Server.Refusals;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Sessions.Requests;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Compatible;

/// <summary>
/// Lets in who publishes by another's protocol: makes their session, hands them its tracks as every publisher gets them, and ends it when
/// they go, as nobody could come back to it.
/// </summary>
internal sealed class ForeignDoor(
    SessionMaker maker, SessionDirectory directory, LiveSessions live, CueBroadcaster broadcaster,
    IngestGate gate, IOptions<IngestOptions> options, TimeProvider time)
{
    public IngestOptions Options => options.Value;

    public TimeProvider Time => time;

    /// <param name="speakers">Of each track.</param>
    /// <returns>Whom it is let in as; or why not, of which nothing is left.</returns>
    public async Task<(ForeignPublication? Publication, Refusal? Refusal)> AdmitAsync(
        CreateSessionRequest request, IReadOnlyList<string?> speakers)
    {
        // By others' protocols nothing is asked for that needs more than a key to publish.
        var (session, _, refusal) = await maker.MakeAsync(request, Caller.Stranger, speakers.Count);
        if (session is null)
        {
            return (null, gate.Count(refusal, "?"));
        }

        (var publisher, refusal) = await gate.AdmitAsync(session.Id, speakers, sendsAgain: false);
        if (publisher is not null)
        {
            return (new ForeignPublication(session, publisher, broadcaster.Subscribe(session.Id, after: 0, isViewer: false), live), null);
        }

        await directory.DeleteAsync(session.Id);
        return (null, refusal);
    }

    /// <summary>Carries the audio until either side ends it.</summary>
    /// <param name="first">Sound that came already.</param>
    public async Task CarryAsync(
        WebSocketChannel channel, IPublisherProtocol protocol, ForeignPublication publication,
        IAudioIntake intake, CancellationToken aborted, ReadOnlyMemory<byte> first = default)
    {
        using var connection = new WebSocketConnection(channel, protocol, publication.Publisher, intake, gate, options.Value, time);
        await connection.RunAsync(aborted, first);
        if (!publication.Tracks.Stopped.IsCompleted)
        {
            await publication.Tracks.CloseAsync();
        }
    }
}
