using LiveCaptions.Server.Ingest.Rtmp;
using LiveCaptions.Server.Sessions;

namespace LiveCaptions.Server.Api;

/// <summary>A session's full addresses, as the caller reaches this server.</summary>
public static class SessionAddresses
{
    public static CreatedSession Describe(SessionView session, string streamKey, string editToken, HttpRequest request, RtmpHost rtmp)
    {
        var host = HostOf(request);
        var web = $"{request.Scheme}://{host}{request.PathBase}";
        var socket = $"{(request.IsHttps ? "wss" : "ws")}://{host}{request.PathBase}";
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
                rtmp.Port is { } port ? new Uri($"rtmp://{rtmp.NameFor(host.Host)}:{port}/live/{streamKey}") : null),
            new Uri($"{web}/watch/{session.Id}"),
            new Uri($"{web}/overlay/{session.Id}"),
            new Uri($"{web}/hubs/captions"))
        {
            Engines = session.Engines,
        };
    }

    /// <summary>Who speaks HTTP/1.0 need not say by which name it came: by the address that it reached, then.</summary>
    private static HostString HostOf(HttpRequest request)
    {
        var here = request.HttpContext.Connection;
        return request.Host.HasValue || here.LocalIpAddress is not { } address
            ? request.Host
            : new HostString(address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString() : address.ToString(), here.LocalPort);
    }
}
