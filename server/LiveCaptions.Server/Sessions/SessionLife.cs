using LiveCaptions.Server.Sessions.Writing;
using LiveCaptions.Server.Storage;
using LiveCaptions.Speech;

namespace LiveCaptions.Server.Sessions;

/// <summary>
/// A live session from state to state: created → live → finishing → finished or failed. Changes happen one after the other, in the order
/// they were caused, each for as long as the storage takes.
/// </summary>
/// <param name="view">The session as viewers are told of it.</param>
internal sealed partial class SessionLife(
    SessionRecord record,
    CueWriter writer,
    SessionTroubles troubles,
    Func<SessionView> view,
    IReadOnlyList<ISessionFollowUp> followUps,
    TimeProvider time,
    ILogger logger,
    CancellationToken stop)
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private Task _changes = Task.CompletedTask;
    private Task _shown = Task.CompletedTask;
    private bool _notesWait;

    /// <summary>Completes when the session has ended and is stored so, when it is deleted, or when the server stops.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Done when all that was caused so far has happened.</summary>
    public Task Changes
    {
        get
        {
            lock (_lock)
            {
                return Task.WhenAll(_changes, _shown);
            }
        }
    }

    /// <summary>Nobody waits for its end any longer.</summary>
    public void GiveUp() => _ended.TrySetResult();

    /// <summary>Something happens behind all that was caused before.</summary>
    /// <returns>Done when it has happened; never fails.</returns>
    public Task Then(Func<Task> change)
    {
        lock (_lock)
        {
            return _changes = AfterAsync(_changes, change);
        }
    }

    /// <summary>Stores something, however long the storage is in trouble.</summary>
    public async Task UntilStoredAsync(Func<Task> write)
    {
        await StorageRetry.UntilStoredAsync(write, time, fault => troubles.Tell(this, fault), stop);
        troubles.Tell(this, fault: null);
    }

    /// <summary>
    /// Tells viewers how the session is now, when it can be told. Not stored: a state that has to be told
    /// goes by <see cref="MoveToAsync"/>.
    /// </summary>
    public void Show()
    {
        lock (_lock)
        {
            _shown = ShowAfterAsync(_shown);
        }
    }

    /// <summary>Stores notices and lost audio; many that come at once are stored once.</summary>
    public void StoreNotes()
    {
        lock (_lock)
        {
            if (_notesWait)
            {
                return;
            }

            _notesWait = true;
        }

        _ = Then(() => UntilStoredAsync(StoreNotesAsync));
    }

    /// <summary>All audio is in.</summary>
    public Task FinishAsync() => record.State == SessionState.Live ? MoveToAsync(SessionState.Finishing) : Task.CompletedTask;

    /// <param name="samples">Length of the session.</param>
    public async Task EndAsync(SessionEndReason reason, long samples)
    {
        var failed = reason is SessionEndReason.EngineFailed or SessionEndReason.StorageFailed
            or SessionEndReason.SourceUnreadable or SessionEndReason.ToolMissing;
        var end = failed ? SessionState.Failed : SessionState.Finished;
        record.Note(s =>
        {
            (s.Samples, s.EndedAt, s.EndReason) = (samples, time.GetUtcNow(), reason);
            s.EndMessage ??= reason == SessionEndReason.EngineFailed ? "Recognition failed again and again on the same audio." : null;
            foreach (var followUp in followUps)
            {
                followUp.Mark(s, end);
            }
        });
        await MoveToAsync(end);
        await UntilStoredAsync(writer.GiveBackSeqsAsync);
        foreach (var followUp in followUps)
        {
            await UntilStoredAsync(() => record.Read(followUp.BeginAsync));
        }

        LogEnded(logger, record.Id, reason, writer.Finals, AudioFormat.ToSeconds(samples));
        GiveUp();
    }

    /// <summary>The session is so when the store has it so.</summary>
    private async Task MoveToAsync(SessionState state)
    {
        await UntilStoredAsync(() => record.StoreNotedAsync(s => s.State = state));
        await UntilStoredAsync(() => writer.AnnounceAsync(view));
    }

    private Task StoreNotesAsync()
    {
        lock (_lock)
        {
            _notesWait = false;
        }

        return record.StoreNoticesAsync();
    }

    private async Task ShowAfterAsync(Task before)
    {
        await before;
        await Task.Yield();
        await writer.ShowAsync(view);
    }

    private async Task AfterAsync(Task before, Func<Task> change)
    {
        await before;
        await Task.Yield();
        try
        {
            await change();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The server stops, or the session is deleted.
        }
        catch (Exception exception)
        {
            LogFailure(logger, exception, record.Id);
            GiveUp();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Session {Session}: a change of state failed")]
    private static partial void LogFailure(ILogger logger, Exception exception, string session);

    [LoggerMessage(Level = LogLevel.Information, Message = "Session {Session} ended: {Reason}, {Cues} cues from {Seconds:F1} s of audio")]
    private static partial void LogEnded(ILogger logger, string session, SessionEndReason reason, int cues, double seconds);
}
