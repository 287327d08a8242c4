using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Engine;
using LiveCaptions.Server.Metrics;
using LiveCaptions.Server.Refusals;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Sessions.Tracks;
using LiveCaptions.Server.Storage;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Ingest;

/// <summary>The one door for publishers of every protocol: stream key, one publisher per track, admission, counters.</summary>
public sealed partial class IngestGate(
    SessionDirectory directory,
    SessionAdmission admission,
    AccessControl access,
    LoadedEngine loaded,
    CaptionMetrics metrics,
    IOptions<IngestOptions> options,
    TimeProvider time,
    ILogger<IngestGate> logger)
{
    private const int RetryLater = 15;

    /// <summary>Whether <paramref name="key"/> may publish the session at all.</summary>
    public async Task<Refusal?> CheckKeyAsync(string sessionId, string? key)
    {
        var refusal = await directory.FindAsync(sessionId) switch
        {
            null => new Refusal(
                404, "session_not_found", $"There is no session '{CaptionText.Shown(sessionId)}'. Create one with POST /api/sessions."),
            _ when string.IsNullOrEmpty(key) =>
                new Refusal(401, "key_missing", "Publishing needs the session's stream key: ?key=STREAMKEY."),
            { } session when !StreamKey.Matches(key, session.StreamKeyHash) && await SessionOfTokenAsync(key) != sessionId =>
                new Refusal(403, "key_wrong", "That is not this session's stream key."),
            _ => null,
        };
        return Count(refusal, sessionId);
    }

    /// <summary>For protocols that name no session: the one that <paramref name="key"/> publishes.</summary>
    public async Task<(string? SessionId, Refusal? Refusal)> FindSessionAsync(string key) =>
        ((await directory.FindByStreamKeyAsync(StreamKey.Hash(key)))?.Id ?? await SessionOfTokenAsync(key)) is { } sessionId
            ? (sessionId, null)
            : (null, Count(new Refusal(403, "key_wrong", "That is no session's stream key."), "?"));

    /// <summary>Hands the track of <paramref name="speaker"/> to a publisher whose key was checked.</summary>
    public Task<(PublisherConnection? Connection, Refusal? Refusal)> AdmitAsync(string sessionId, string? speaker) =>
        AdmitAsync(sessionId, [speaker]);

    /// <summary>
    /// Hands the tracks of all <paramref name="speakers"/>, in their order, to a connection whose key was checked; or none.
    /// </summary>
    /// <param name="sendsAgain">False where it cannot send again what the server does not have.</param>
    public async Task<(PublisherConnection? Connection, Refusal? Refusal)> AdmitAsync(
        string sessionId, IReadOnlyList<string?> speakers, bool sendsAgain = true)
    {
        if (!loaded.TryGet(out var engine))
        {
            return (null, Count(Refusal.NotReady, sessionId));
        }

        var takeoverAfter = TimeSpan.FromSeconds(options.Value.TakeoverSeconds);
        var (publishers, obstacle, detail) = await admission.AttachAsync(sessionId, speakers, engine, takeoverAfter);
        return obstacle == PublishObstacle.None
            ? (new PublisherConnection(sessionId, publishers, time, sendsAgain), null)
            : (null, Count(ToRefusal(obstacle, detail), sessionId));
    }

    /// <summary>Counts a publisher that was let in and then had to go, where that is an expulsion.</summary>
    public void CountDisconnect(PublisherConnection connection, DisconnectReason disconnect)
    {
        if (disconnect.IsExpulsion)
        {
            metrics.CountRefusal(disconnect.Code);
            LogExpelled(logger, connection.SessionId, connection.Track.Track, disconnect.Code, disconnect.Message);
        }
    }

    /// <summary>Logs a failure of ours while a publisher was served.</summary>
    /// <param name="connection">Null where it had not come so far.</param>
    public void LogFailure(Exception exception, PublisherConnection? connection) =>
        LogFailed(logger, exception, connection?.SessionId ?? "?", connection?.Track.Track ?? 0);

    /// <summary>Counts a refusal that a protocol makes by itself.</summary>
    public Refusal? Count(Refusal? refusal, string sessionId)
    {
        if (refusal is not null)
        {
            metrics.CountRefusal(refusal.Code);
            LogRefused(logger, sessionId, refusal.Code, refusal.Detail);
        }

        return refusal;
    }

    /// <summary>The session that a token lets its holder publish; null where it is none, or has expired.</summary>
    private async Task<string?> SessionOfTokenAsync(string key) =>
        ApiKey.IsToken(key) && await access.FindAsync(key) is { SessionId: { } sessionId } holder && holder.May(KeyScope.Publish, sessionId)
            ? sessionId
            : null;

    private static Refusal ToRefusal(PublishObstacle obstacle, string? detail) => obstacle switch
    {
        PublishObstacle.SessionEnded => new Refusal(409, "session_ended", "The session takes no more audio. Create a new one."),
        PublishObstacle.TrackInUse =>
            new Refusal(409, "track_in_use", "Somebody is publishing this track. Stop them, or publish another track with ?speaker=NAME."),
        PublishObstacle.TooManyTracks => new Refusal(409, "too_many_tracks", "The session has as many tracks as it may have."),
        PublishObstacle.StorageFull => new Refusal(507, StorageFault.Full.Code, detail ?? StorageFault.Full.Line, RetryLater),
        PublishObstacle.StorageFailed => new Refusal(503, StorageFault.Broken.Code, detail ?? StorageFault.Broken.Line, RetryLater),
        _ => new Refusal(503, "full", detail ?? "This server is full. Try again later.", RetryLater),
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "Session {Session}: publisher refused, {Code}: {Detail}")]
    private static partial void LogRefused(ILogger logger, string session, string code, string detail);

    [LoggerMessage(Level = LogLevel.Error, Message = "Session {Session} track {Track}: taking audio failed")]
    private static partial void LogFailed(ILogger logger, Exception exception, string session, int track);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Session {Session} track {Track}: publisher sent away, {Code}: {Detail}")]
    private static partial void LogExpelled(ILogger logger, string session, int track, string code, string detail);
}
