using LiveCaptions.Server.Sessions;

namespace LiveCaptions.Server.Api;

/// <summary>A session's full addresses, as the caller reaches this server.</summary>
public static class SessionAddresses
{
    /// <param name="rtmpPort">Null where the server takes no RTMP.</param>
    public static CreatedSession Describe(SessionView session, string streamKey, string editToken, HttpRequest request, int? rtmpPort)
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
            editToken,
            new IngestAddresses(
                new Uri($"{socket}/ws/ingest/{session.Id}"),
                new Uri($"{web}/whip/{session.Id}"),
                rtmpPort is { } port ? new Uri($"rtmp://{request.Host.Host}:{port}/live/{streamKey}") : null),
            new Uri($"{web}/watch/{session.Id}"),
            new Uri($"{web}/overlay/{session.Id}"),
            new Uri($"{web}/hubs/captions"));
    }
}
