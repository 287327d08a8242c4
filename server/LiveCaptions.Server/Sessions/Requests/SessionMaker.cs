using LiveCaptions.Captions;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Engine;
using LiveCaptions.Server.Refusals;
using LiveCaptions.Server.Storage;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Sessions.Requests;

/// <summary>The one way to a session that somebody is to publish, whichever door asks for it.</summary>
public sealed class SessionMaker(
    SessionDirectory directory, StreamLoad load, LoadedEngine loaded, EnginePool pool,
    StorageHealth storage, ITargetLanguages translation, TimeProvider time, IOptions<SessionOptions> options)
{
    /// <param name="caller">Who asks for it.</param>
    /// <param name="streams">Tracks that its publisher will bring at once.</param>
    /// <returns>The session as stored and its stream key; or why there is none.</returns>
    public async Task<(SessionRow? Session, string StreamKey, Refusal? Refusal)> MakeAsync(
        CreateSessionRequest request, Caller caller, int streams = 1)
    {
        if (!loaded.TryGet(out _))
        {
            return (null, "", Refusal.NotReady);
        }

        if (SessionRequestRules.FindRefusal(request, caller) is { } forbidden)
        {
            return (null, "", forbidden);
        }

        if (SessionRequestRules.FindFault(request, pool, translation) is { } fault)
        {
            return (null, "", new Refusal(400, fault.Code, fault.Detail));
        }

        if (load.FindObstacle(pool.Wanted(EngineRules.Cleaned(request, pool), request.AskedLanguage), streams) is { } full)
        {
            return (null, "", new Refusal(503, "full", full, RetryAfter: 15));
        }

        if (storage.FindObstacle() is { } nearlyFull)
        {
            return (null, "", Refusal.Of(nearlyFull));
        }

        var key = StreamKey.Create();
        var row = await directory.CreateAsync(NewSession.Create(SessionId.Create(), request, pool, key, time.GetUtcNow(), options.Value));
        return (row, key, null);
    }
}
