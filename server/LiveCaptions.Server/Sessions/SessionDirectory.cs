using LiveCaptions.Server.Feed;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Storage.Recordings;
using LiveCaptions.Server.Storage.Searching;
using LiveCaptions.Speech.Engines;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Sessions;

/// <summary>All sessions, live or at rest: which there are, and what becomes of them.</summary>
public sealed partial class SessionDirectory(
    LiveSessions live,
    SessionAdmission admission,
    SessionFactory factory,
    SessionViews views,
    SessionStore store,
    IRecordingStore recordings,
    CueBroadcaster broadcaster,
    IEnumerable<ISessionFollowUp> followUps,
    TimeProvider time,
    IOptions<SessionOptions> options,
    IOptions<StorageOptions> storage,
    ILogger<SessionDirectory> logger)
{
    private readonly CancellationTokenSource _stop = new();

    public async Task<SessionRow> CreateAsync(SessionRow row)
    {
        await store.AddAsync(row);
        LogCreated(logger, row.Id, row.Engine, row.Language);
        return row;
    }

    public Task<SessionRow?> FindAsync(string id) => store.FindAsync(id);

    /// <param name="hash">SHA-256 of the key.</param>
    public Task<SessionRow?> FindByStreamKeyAsync(byte[] hash) => store.FindByStreamKeyAsync(hash);

    /// <param name="seq">What a viewer says that it has all finals up to.</param>
    /// <returns>It, or 0 where the session never gave out such a seq: behind that, nothing would reach the viewer.</returns>
    public async Task<long> GoOnBehindAsync(string id, long seq) =>
        seq > 0 && await FindAsync(id) is { } row && seq > row.SeqReserved ? 0 : seq;

    /// <returns>The session as it is now; null when there is none.</returns>
    public async Task<SessionView?> ViewAsync(string id)
    {
        if (live.Find(id) is { } session)
        {
            return session.View;
        }

        return await store.FindAsync(id) is { } row ? (await ViewsAsync([row]))[0] : null;
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<SessionView>> ListAsync(int limit, SessionRow? before, SessionFilter? filter = null) =>
        await ViewsAsync(await store.ListAsync(limit, before, db => (filter ?? SessionFilter.None).Of(db.Sessions)));

    /// <summary>Sessions as they are now, of rows that were read.</summary>
    internal async Task<List<SessionView>> ViewsAsync(List<SessionRow> rows)
    {
        var atRest = await views.OfAsync(rows);
        return atRest.ConvertAll(view => live.Find(view.Id)?.View ?? view);
    }

    /// <summary>Imports that are not at their end, those that have begun first.</summary>
    public Task<List<SessionRow>> ListImportsAsync() => store.ListImportsAsync();

    /// <summary>Keeps what is known of an import once its address is fetched; what its creator asked for stays.</summary>
    public Task DescribeAsync(string id, ImportSource source, string? title, string? language) => store.ChangeAsync(id, session =>
    {
        session.Import = source.ToJson();
        session.Title ??= title;
        session.Language ??= language;
    });

    /// <summary>Ends a session: no more audio. Waits some seconds for its last finals.</summary>
    /// <returns>The session as it is then; null when there is none.</returns>
    public async Task<SessionView?> FinishAsync(string id, CancellationToken cancellationToken)
    {
        LiveSession? session;
        using (await live.EnterAsync(id))
        {
            session = live.Find(id);
            session?.Finish();
            if (session is null)
            {
                await EndUnpublishedAsync(id, SessionState.Finished, SessionEndReason.FinishRequested, message: null);
            }
        }

        if (session is not null)
        {
            await session.Ended.WaitAsync(options.Value.FinishWait, time, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return await ViewAsync(id);
    }

    /// <summary>
    /// Ends a session whose audio cannot be had, whether some of it is there or none. Waits until that is stored, or the server stops.
    /// </summary>
    public async Task FailAsync(string id, SessionEndReason reason, string message)
    {
        LiveSession? session;
        using (await live.EnterAsync(id))
        {
            session = live.Find(id);
            session?.Fail(reason, message);
        }

        if (session is null)
        {
            await StorageRetry.UntilStoredAsync(() => FailUnpublishedAsync(id, reason, message), time, onFault: null, _stop.Token);
        }
        else
        {
            await session.Ended;
        }
    }

    /// <summary>Deletes a session, live or not, with its finals and recordings. Does not wait for a decode that is under way.</summary>
    /// <returns>False when there is none.</returns>
    public async Task<bool> DeleteAsync(string id)
    {
        using (await live.EnterAsync(id))
        {
            if (await store.FindAsync(id) is null)
            {
                return false;
            }

            if (live.Find(id) is { } session)
            {
                await session.DiscardAsync(() => EraseAsync(id));
                live.LetGo(session);
            }
            else
            {
                await EraseAsync(id);
            }

            broadcaster.Close(id);

            // What was recorded while its deletion was under way.
            recordings.Delete(id);
        }

        LogDeleted(logger, id);
        return true;
    }

    /// <summary>Takes up the sessions that a stopped or killed server left in the middle.</summary>
    public async Task RecoverAsync(SpeechEngine engine)
    {
        foreach (var row in await store.ListInterruptedAsync())
        {
            (await live.AddAsync(row, engine)).Resume();
        }
    }

    /// <summary>Interrupts all sessions; a restarted server takes them up.</summary>
    public async Task StopAsync()
    {
        await admission.CloseAsync();
        await _stop.CancelAsync();
        await live.StopAsync();
    }

    private async Task EraseAsync(string id)
    {
        await store.MarkDeletedAsync(id);
        foreach (var followUp in followUps)
        {
            await followUp.CallOffAsync(id);
        }

        recordings.Delete(id);
        SessionFiles.DeleteImports(storage.Value, id);
        await store.DeleteAsync(id);
    }

    private async Task FailUnpublishedAsync(string id, SessionEndReason reason, string message)
    {
        using (await live.EnterAsync(id))
        {
            await EndUnpublishedAsync(id, SessionState.Failed, reason, message);
        }
    }

    /// <summary>Ends a session that nobody has published. Called within its gate.</summary>
    private async Task EndUnpublishedAsync(string id, SessionState state, SessionEndReason reason, string? message)
    {
        if (live.Find(id) is null && await store.FindAsync(id) is { State: SessionState.Created } row)
        {
            var now = time.GetUtcNow();
            var editor = await factory.EditAsync(row);
            await editor.ChangeAsync(s => (s.State, s.EndedAt, s.EndReason, s.EndMessage) = (state, now, reason, message));
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Session {Session} created: engine {Engine}, language {Language}")]
    private static partial void LogCreated(ILogger logger, string session, string engine, string? language);

    [LoggerMessage(Level = LogLevel.Information, Message = "Session {Session} deleted")]
    private static partial void LogDeleted(ILogger logger, string session);
}
