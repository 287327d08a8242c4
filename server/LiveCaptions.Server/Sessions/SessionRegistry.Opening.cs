using LiveCaptions.Server.Live;
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
            await session.StopAsync(SessionEndReason.ServerStopping);
            session.Dispose();
        }
    }

    private async Task EndUnpublishedAsync(string id, SessionState state, SessionEndReason reason, string? message)
    {
        await _gate.WaitAsync();
        try
        {
            if (FindLive(id) is not null || await around.Sessions.FindAsync(id) is not { State: SessionState.Created } row)
            {
                return;
            }

            var endedAt = around.Time.GetUtcNow();
            (row.State, row.EndedAt, row.EndReason, row.EndMessage) = (state, endedAt, reason, message);
            await around.Sessions.ChangeAsync(
                id, s => (s.State, s.EndedAt, s.EndReason, s.EndMessage, s.SeqReserved) = (state, endedAt, reason, message, s.SeqReserved + 1));
            around.Broadcaster.Post(LiveMessage.Of(SessionView.From(row, cueCount: 0, samples: 0), row.SeqReserved + 1));
        }
        finally
        {
            _gate.Release();
        }
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
