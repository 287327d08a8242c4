using LiveCaptions.Server.Feed;
using LiveCaptions.Server.Storage;
using LiveCaptions.Speech;

namespace LiveCaptions.Server.Sessions;

/// <summary>Sessions coming into memory and leaving it.</summary>
public sealed partial class SessionRegistry
{
    /// <returns>The session in memory; null when it has ended or is gone.</returns>
    private async Task<CaptionSession?> OpenAsync(string id, SpeechEngine engine)
    {
        if (FindLive(id) is { } live)
        {
            return live;
        }

        return await around.Sessions.FindAsync(id) is { State: SessionState.Created } row ? await AddAsync(row, engine) : null;
    }

    private async Task<CaptionSession> AddAsync(SessionRow row, SpeechEngine engine)
    {
        var counts = await around.Finals.CountAsync([row.Id]);
        var session = new CaptionSession(row, counts.GetValueOrDefault(row.Id), engine, around);
        _live[row.Id] = session;
        _ = ForgetWhenEndedAsync(session);
        return session;
    }

    /// <summary>Nothing of a session stays in memory behind its end.</summary>
    private async Task ForgetWhenEndedAsync(CaptionSession session)
    {
        await session.Ended;
        _live.TryRemove(KeyValuePair.Create(session.Id, session));
    }

    private async Task CloseUnusedAsync(CaptionSession session)
    {
        if (session.Tracks.Count == 0 && _live.TryRemove(KeyValuePair.Create(session.Id, session)))
        {
            await session.StopAsync();
        }
    }

    /// <summary>A deleted session's last decodes end when they like; only a server that stops waits for them.</summary>
    private void Leave(CaptionSession session)
    {
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

    private void DeleteFolder(string id)
    {
        var folder = Path.Combine(around.Storage.RecordingsDirectory, id);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task FailUnpublishedAsync(string id, SessionEndReason reason, string message)
    {
        using (await _gates.EnterAsync(id))
        {
            await EndUnpublishedAsync(id, SessionState.Failed, reason, message);
        }
    }

    /// <summary>Ends a session that nobody has published. Called within its gate.</summary>
    private async Task EndUnpublishedAsync(string id, SessionState state, SessionEndReason reason, string? message)
    {
        if (FindLive(id) is not null || await around.Sessions.FindAsync(id) is not { State: SessionState.Created } row)
        {
            return;
        }

        (row.State, row.EndedAt, row.EndReason, row.EndMessage) = (state, around.Time.GetUtcNow(), reason, message);
        row.SeqReserved++;
        await around.Sessions.ChangeAsync(id, stored =>
        {
            stored.TakeState(row);
            stored.SeqReserved = row.SeqReserved;
        });
        around.Broadcaster.Post(SessionView.From(row, cueCount: 0, samples: 0).ToMessage(row.SeqReserved));
    }

    private async Task<List<SessionView>> ToViewsAsync(List<SessionRow> rows)
    {
        var counts = await around.Finals.CountAsync(rows.ConvertAll(r => r.Id));
        return rows.ConvertAll(row => FindLive(row.Id)?.View ?? around.Complete(SessionView.From(row, counts.GetValueOrDefault(row.Id), row.Samples)));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Session {Session} created: engine {Engine}, language {Language}")]
    private static partial void LogCreated(ILogger logger, string session, string engine, string? language);

    [LoggerMessage(Level = LogLevel.Information, Message = "Session {Session} deleted")]
    private static partial void LogDeleted(ILogger logger, string session);
}
