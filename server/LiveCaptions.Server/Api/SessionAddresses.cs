using LiveCaptions.Server.Sessions;

namespace LiveCaptions.Server.Api;

/// <summary>A session's full addresses, as the caller reaches this server.</summary>
public static class SessionAddresses
{
    private const int RtmpPort = 1935;

    public static CreatedSession Describe(SessionView session, string streamKey, HttpRequest request)
    {
        var web = $"{request.Scheme}://{request.Host}{request.PathBase}";
        var socket = $"{(request.IsHttps ? "wss" : "ws")}://{request.Host}{request.PathBase}";
        return new CreatedSession(
            session.Id,
            session.Title,
            session.State,
            session.CreatedAt,
            session.Language,
            session.Engine,
            session.Public,
            session.Speakers,
            session.Duration,
            session.CueCount,
            session.LostAudio,
            streamKey,
            new IngestAddresses(
                new Uri($"{socket}/ws/ingest/{session.Id}"),
                new Uri($"{web}/whip/{session.Id}"),
                new Uri($"rtmp://{request.Host.Host}:{RtmpPort}/live/{streamKey}")),
            new Uri($"{web}/watch/{session.Id}"),
            new Uri($"{web}/overlay/{session.Id}"),
            new Uri($"{web}/hubs/captions"));
    }
}
