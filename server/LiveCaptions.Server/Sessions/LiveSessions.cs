using System.Collections.Concurrent;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Storage;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Server.Sessions;

/// <summary>
/// The sessions in memory: those with audio coming, or finals outstanding. They come with their first publisher, and go with their end.
/// </summary>
public sealed class LiveSessions(SessionFactory factory, SessionStore store, IEnumerable<ILiveStage> stages)
{
    private readonly ConcurrentDictionary<string, LiveSession> _live = new();

    // A session is opened, ended and deleted, and at rest changed, by one at a time. Nobody holds a gate while a decode is waited for.
    private readonly KeyedGate _gates = new();
    private readonly ConcurrentDictionary<Task, byte> _leaving = new();

    public IEnumerable<LiveSession> All => _live.Values;

    /// <returns>Null where the session is not live.</returns>
    public LiveSession? Find(string id) => _live.GetValueOrDefault(id);

    /// <summary>Cues of a session that viewers see and that may still change; none where it is not live.</summary>
    public IReadOnlyList<Cue> OpenCues(string id) => Find(id)?.OpenCues ?? [];

    /// <summary>Waits until nobody else opens, ends, deletes, or at rest changes the session.</summary>
    /// <returns>Dispose it to let others.</returns>
    internal Task<IDisposable> EnterAsync(string id) => _gates.EnterAsync(id);

    /// <summary>Within its gate.</summary>
    /// <returns>The session in memory; null when it has ended or is gone.</returns>
    internal async Task<LiveSession?> OpenAsync(string id, SpeechEngine engine)
    {
        if (Find(id) is { } live)
        {
            return live;
        }

        return await store.FindAsync(id) is { State: SessionState.Created } row ? await AddAsync(row, engine) : null;
    }

    internal async Task<LiveSession> AddAsync(SessionRow row, SpeechEngine engine)
    {
        var session = await factory.OpenAsync(row, engine);
        _live[row.Id] = session;
        _ = ForgetWhenEndedAsync(session);
        foreach (var stage in stages)
        {
            stage.Start(session, this);
        }

        return session;
    }

    /// <summary>Forgets one that has got no track. Within its gate.</summary>
    internal async Task CloseUnusedAsync(LiveSession session)
    {
        if (session.Tracks.Count == 0 && _live.TryRemove(KeyValuePair.Create(session.Id, session)))
        {
            await session.StopAsync();
        }
    }

    /// <summary>Lets go of one that is deleted: its last decodes end when they like, only a server that stops waits for them.</summary>
    internal void LetGo(LiveSession session)
    {
        _live.TryRemove(KeyValuePair.Create(session.Id, session));
        var leaving = EndAsync();
        _leaving[leaving] = 0;
        _ = ForgetAsync();

        async Task EndAsync()
        {
            await Task.Yield();
            await session.EndRunningAsync();
            session.Dispose();
        }

        async Task ForgetAsync()
        {
            await leaving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _leaving.TryRemove(leaving, out _);
        }
    }

    /// <summary>Interrupts all sessions; a restarted server takes them up.</summary>
    internal Task StopAsync() => Task.WhenAll(_live.Values.Select(session => session.StopAsync()).Concat(_leaving.Keys));

    /// <summary>Nothing of a session stays in memory behind its end.</summary>
    private async Task ForgetWhenEndedAsync(LiveSession session)
    {
        await session.Ended;
        _live.TryRemove(KeyValuePair.Create(session.Id, session));
    }
}
